package io.blackstart.cli;

import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import java.time.Instant;

/** The host's clocks. */
final class SystemTicker implements Ticker {

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public boolean awaitUntil(long instant, StopSignal stop) {
        long left = instant - System.nanoTime();
        while (left > 0 && !stopped(stop, left)) {
            left = instant - System.nanoTime();
        }
        return left <= 0;
    }

    private static boolean stopped(StopSignal stop, long nanos) {
        try {
            return stop.await(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.request(io.blackstart.engine.ExitCodes.OUR_FAULT, "the run's thread was interrupted");
            return true;
        }
    }
}
