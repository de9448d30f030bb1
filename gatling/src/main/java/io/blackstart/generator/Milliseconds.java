package io.blackstart.generator;

import io.gatling.commons.util.Clock;

/** Gatling's clock, driven by the monotonic one, so that its milliseconds can be placed on it: they are floored, no more. */
final class Milliseconds implements Clock {

    private static final long NANOS = 1_000_000L;

    private final long base = System.currentTimeMillis();
    private final long zero = System.nanoTime();

    @Override
    public long nowMillis() {
        return base + (System.nanoTime() - zero) / NANOS;
    }

    @Override
    public long nowSeconds() {
        return nowMillis() / 1_000;
    }

    /** The earliest monotonic instant of that millisecond. */
    long monotonic(long millis) {
        return zero + (millis - base) * NANOS;
    }
}
