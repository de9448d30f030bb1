package io.blackstart.fault;

import java.time.Duration;

/**
 * Data on a link arrives late, by Toxiproxy's latency toxic. Connecting is not delayed.
 *
 * @param delay added to each chunk of data, more than 0, at most 1 h
 * @param jitter uniform, plus or minus, at most {@code delay}
 * @param direction which way is slow
 * @param share of connections that are slow, above 0 to 1
 */
public record Latency(Duration delay, Duration jitter, Direction direction, double share) implements Fault {

    public Latency {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("delay must be > 0, was " + delay);
        }
        if (jitter.isNegative() || jitter.compareTo(delay) > 0) {
            throw new IllegalArgumentException("jitter must be from 0 to delay, was " + jitter);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be > 0 and <= 1, was " + share);
        }
    }

    @Override
    public String kind() {
        return "latency";
    }

    @Override
    public Scope scope() {
        return Scope.LINK;
    }
}
