package io.blackstart.cli;

import io.blackstart.engine.ExitCodes;
import io.blackstart.engine.StopSignal;
import java.time.Duration;
import java.util.Optional;

/** Asks a run to end that takes longer than its limit; from its beginning until closed. */
final class TimeLimit implements AutoCloseable {

    private final Optional<Thread> thread;

    private TimeLimit(Optional<Thread> thread) {
        this.thread = thread;
    }

    /** Of a run; without a limit there is nothing to watch. */
    static TimeLimit of(Optional<Duration> most, StopSignal stop) {
        Optional<Thread> thread = most.map(limit -> new Thread(() -> watch(limit, stop), "run time"));
        thread.ifPresent(one -> {
            one.setDaemon(true);
            one.start();
        });
        return new TimeLimit(thread);
    }

    private static void watch(Duration most, StopSignal stop) {
        try {
            if (!stop.await(most.toNanos())) {
                stop.request(
                        ExitCodes.INCONCLUSIVE,
                        "the run took longer than its limit (limits.runTime), " + Text.of(most));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The run is over.
        }
    }

    @Override
    public void close() {
        thread.ifPresent(Thread::interrupt);
    }
}
