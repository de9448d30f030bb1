package io.blackstart.engine;

/** Time, passed in: the host's, or a virtual clock in tests. */
public interface Ticker {

    /** Monotonic nanoseconds, comparable across processes of the host. */
    long nanos();

    /** Wall time in epoch nanoseconds: for people and for the engine's time stamps. */
    long wallNanos();

    /**
     * Waits until the instant has come or {@code stop} is requested.
     *
     * @return whether the instant has come
     */
    boolean awaitUntil(long instant, StopSignal stop);
}
