package io.blackstart.docker;

import io.blackstart.engine.Ticker;
import io.blackstart.journal.Bracket;

/**
 * Wall-clock stamps of a container (epoch nanoseconds) on the run's own clock. They only ever narrow the bracket of the call:
 * stamps that lie outside of it come from another host's clock and are not used.
 */
public final class Stamps {

    /** Wall clocks are read in steps and a little apart from each other. */
    private static final long TOLERANCE = 200_000;

    private Stamps() {}

    static Bracket within(Bracket call, String first, String last, Ticker ticker) {
        if (!first.matches("\\d{19}") || !last.matches("\\d{19}")) {
            return call;
        }
        long offset = offset(ticker);
        long from = Long.parseLong(first) + offset;
        long to = Long.parseLong(last) + offset;
        boolean inside = from >= call.from() - TOLERANCE && to <= call.to() + TOLERANCE && from <= to;
        return inside ? new Bracket(Math.max(call.from(), from), Math.max(call.from(), Math.min(call.to(), to))) : call;
    }

    /** What to add to an epoch stamp to get an instant of the run's clock. */
    public static long offset(Ticker ticker) {
        return ticker.nanos() - ticker.wallNanos();
    }
}
