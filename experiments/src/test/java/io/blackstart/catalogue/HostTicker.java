package io.blackstart.catalogue;

import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import java.util.concurrent.TimeUnit;

/** The host's clocks. */
final class HostTicker implements Ticker {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long wallNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
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
