package io.blackstart.load;

/**
 * One request as its client saw it. Instants are {@link System#nanoTime()} of the host.
 *
 * @param scenario the scenario's name
 * @param request the request's name
 * @param intended planned arrival where {@code planned}, else the start
 * @param start when it was sent; where not {@code exact}, the truth lies in [start, start + 1 ms]
 * @param end when its answer or failure was known; where not {@code exact}, in [end, end + 1 ms]
 * @param outcome what it came to
 * @param status HTTP status, 0 where there was no answer
 * @param node the node that answered, where the response tells; else empty
 * @param planned whether {@code intended} is the plan's
 * @param exact whether instants are exact to the nanosecond clock instead of floored milliseconds
 */
public record Sample(
        String scenario,
        String request,
        long intended,
        long start,
        long end,
        Outcome outcome,
        int status,
        String node,
        boolean planned,
        boolean exact) {

    private static final long MILLISECOND = 1_000_000L;

    /** The latest instant at which it can have ended. */
    public long latestEnd() {
        return exact ? end : end + MILLISECOND;
    }

    /** The latest instant at which it can have started. */
    public long latestStart() {
        return exact ? start : start + MILLISECOND;
    }
}
