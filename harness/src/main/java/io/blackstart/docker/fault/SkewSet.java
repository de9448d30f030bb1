package io.blackstart.docker.fault;

import io.blackstart.fault.ClockSkew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a node's clock is wrong while a set of faults is there: offsets add up, rates multiply. The clock is true where no fault
 * is. Instants are epoch nanoseconds of the true clock.
 */
final class SkewSet {

    private record Active(ClockSkew fault, long since) {}

    private final Map<String, Active> active = new LinkedHashMap<>();

    void begin(String id, ClockSkew fault, long now) {
        active.put(id, new Active(fault, now));
    }

    void end(String id) {
        active.remove(id);
    }

    boolean isEmpty() {
        return active.isEmpty();
    }

    /** How fast it runs. */
    double rate() {
        return active.values().stream()
                .mapToDouble(one -> one.fault().rate().orElse(1.0))
                .reduce(1, (a, b) -> a * b);
    }

    /** How far it is ahead now, in seconds: the offsets, and what the wrong rates have made of the time since they began. */
    double ahead(long now) {
        double ahead = active.values().stream()
                .mapToDouble(one -> one.fault().offset().orElse(Duration.ZERO).toNanos() / 1e9)
                .sum();
        List<Active> rates = new ArrayList<>(active.values());
        rates.removeIf(one -> one.fault().rate().isEmpty());
        double rate = 1;
        for (int i = 0; i < rates.size(); i++) {
            rate *= rates.get(i).fault().rate().orElseThrow();
            long until = i + 1 < rates.size() ? rates.get(i + 1).since() : now;
            ahead += (rate - 1) * (until - rates.get(i).since()) / 1e9;
        }
        return ahead;
    }

    /**
     * What the library is told: an offset and a rate. It counts the rate from the start of the process, so the offset takes away
     * what that makes of the time before.
     *
     * @param started of the node's process
     */
    String text(long now, long started) {
        double rate = rate();
        double offset = ahead(now) - (rate - 1) * (now - started) / 1e9;
        return String.format(Locale.ROOT, "%+.6f x%.6f", offset, rate);
    }
}
