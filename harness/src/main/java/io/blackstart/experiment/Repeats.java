package io.blackstart.experiment;

import java.time.Duration;

/**
 * How often the whole experiment is carried out, each time from the steady state to the read-back.
 *
 * @param times at most so often, 1 to {@link #MOST}
 * @param spread each time the method begins later by a draw from zero up to this, so that faults meet heartbeats and health
 *     checks at any phase of theirs
 * @param fresh whether the topology is removed and brought up again in between, so that one time tells nothing of the next
 */
public record Repeats(int times, Duration spread, boolean fresh) {

    /** What a bound on the 99th percentile with 99.9 % confidence needs is less. */
    public static final int MOST = 1_000;

    public Repeats {
        if (times < 1 || times > MOST) {
            throw new IllegalArgumentException("times must be 1 to " + MOST + ", was " + times);
        }
        if (spread.isNegative()) {
            throw new IllegalArgumentException("spread must be >= 0, was " + spread);
        }
    }

    /** Once, without delay. */
    public static Repeats once() {
        return new Repeats(1, Duration.ZERO, false);
    }

    /** The same more or less often. */
    public Repeats times(int other) {
        return new Repeats(other, spread, fresh);
    }
}
