package io.blackstart.load.wire;

/** Names of the marks with which harness and generator talk. Instants are monotonic nanoseconds. */
public final class Marks {

    /** Generator: warm, waits for {@link #GO}. */
    public static final String READY = "ready";
    /** Harness: begin. */
    public static final String GO = "go";
    /** Generator: the instant of the first planned arrival. */
    public static final String ZERO = "zero";
    /** Generator: the simulation is over by itself. */
    public static final String ENDED = "ended";
    /** Harness: no arrival that is planned from this instant on counts. */
    public static final String STOP = "stop";
    /** Generator: arrivals that the plan has until the stop. */
    public static final String PLANNED = "arrivals planned";
    /** Generator: arrivals that began. */
    public static final String ARRIVALS = "arrivals";
    /** Generator: arrivals that began late. */
    public static final String LATE = "late";
    /** Generator: requests that the tap saw. */
    public static final String TAPPED = "tapped";
    /** Generator: requests in its own log; -1 where it cannot be read. */
    public static final String LOGGED = "logged";
    /** Generator: all is said. */
    public static final String DONE = "done";

    private Marks() {}
}
