package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import java.util.Optional;

/**
 * A stretch of time in which service was not as it should be.
 *
 * @param from when it began: best value and the interval of the truth
 * @param to when it was over; absent where it lasted until the end of the watch
 * @param share the share of its requests that were bad
 */
record Stretch(Instant from, Optional<Instant> to, double share) {

    /** An instant that was measured: the best value lies in the bracket, whose ends the proof's requests gave. */
    record Instant(long value, Bracket truth, Proof proof) {
        Instant {
            if (value < truth.from() || value > truth.to()) {
                throw new IllegalArgumentException("value must lie in its bracket: " + value + ", " + truth);
            }
        }

        /** As {@code value} says, as far as the bracket allows. */
        static Instant near(long value, Bracket truth, Proof proof) {
            return new Instant(Math.max(truth.from(), Math.min(truth.to(), value)), truth, proof);
        }
    }

    /** Whether it was still going on when the watch ended. */
    boolean open() {
        return to.isEmpty();
    }

    /** The best value of its end, given when the watch ended. */
    long endValue(long watchEnd) {
        return to.map(Instant::value).orElse(watchEnd);
    }
}
