package io.blackstart.catalogue;

import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The host's clocks. */
final class HostTicker implements Ticker {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long wallNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean awaitUntil(long instant, StopSignal stop) {
        try {
            return !stop.await(Math.max(0, instant - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
