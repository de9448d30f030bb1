package io.blackstart.docker.fault;

import io.blackstart.engine.Ticker;
import io.blackstart.journal.Bracket;
import java.util.List;

/**
 * Wall-clock stamps of a container (epoch nanoseconds, a line each) on the run's own clock. They only ever narrow the bracket
 * of the call: stamps that lie outside of it come from another host's clock and are not used.
 */
final class Stamps {

    private Stamps() {}

    static Bracket narrow(Bracket call, String printed, Ticker ticker) {
        List<Long> stamps = printed.lines()
                .filter(line -> line.matches("\\d{19}"))
                .map(Long::parseLong)
                .toList();
        if (stamps.size() < 2) {
            return call;
        }
        long offset = ticker.nanos() - ticker.wallNanos();
        long from = stamps.get(0) + offset;
        long to = stamps.get(stamps.size() - 1) + offset;
        return from >= call.from() && to <= call.to() && from <= to ? new Bracket(from, to) : call;
    }
}
