package io.blackstart.engine;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Says that the run is to end before its time. The first reason stays; thread-safe. */
public final class StopSignal {

    /**
     * Why.
     *
     * @param exit the exit code that this is worth: 130 SIGINT, 143 SIGTERM, 70 our own fault, 69 the platform is gone, 2 a doubt
     * @param text for people
     */
    public record Reason(int exit, String text) {}

    private final AtomicReference<Reason> reason = new AtomicReference<>();
    private final CountDownLatch requested = new CountDownLatch(1);

    /** Asks for the end. */
    public void request(int exit, String text) {
        if (reason.compareAndSet(null, new Reason(exit, text))) {
            requested.countDown();
        }
    }

    /** Whether the end was asked for. */
    public boolean requested() {
        return reason.get() != null;
    }

    /** The first reason. */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** Whether somebody outside asked for it by a signal: whoever interrupts a run wants it gone. */
    boolean interrupted() {
        return reason().map(Reason::exit)
                .filter(exit -> exit == ExitCodes.INTERRUPTED || exit == ExitCodes.TERMINATED)
                .isPresent();
    }

    /**
     * Waits for the request.
     *
     * @param nanos at most so long
     * @return whether it was asked for
     */
    public boolean await(long nanos) throws InterruptedException {
        return requested.await(nanos, TimeUnit.NANOSECONDS);
    }
}
