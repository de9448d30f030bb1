package io.blackstart.analysis.validity;

import io.blackstart.journal.Event.VitalsRead;
import io.blackstart.load.Vitals;
import io.blackstart.objective.Figure.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether the generator had time left. It sends and receives on few threads: where the busiest of them is always at work,
 * requests wait for it, and their latency is the generator's.
 */
final class Saturation implements Check {

    /**
     * The most of its time that the busiest thread may be at work. At 90 % a request waits for nine others' turns on the average
     * (a queue of one server: ρ ÷ (1 − ρ)), and from there it grows without bound.
     */
    static final double BUSY = 0.9;

    /** For so long: a second of work at the beginning, when code is compiled, is no saturation. */
    static final long FOR_NANOS = 5_000_000_000L;

    @Override
    public Rule rule() {
        return new Rule("generatorSaturation", Unit.RATIO, BUSY, Rule.Effect.DOUBT, "the generator was saturated");
    }

    @Override
    public Checked of(Observed run) {
        List<VitalsRead> readings = run.vitals().stream()
                .filter(read -> read.vitals().busiestNanos() != Vitals.UNKNOWN)
                .toList();
        OptionalDouble most = IntStream.range(0, readings.size())
                .mapToObj(first -> from(readings, first))
                .flatMapToDouble(OptionalDouble::stream)
                .max();
        return most.isPresent()
                ? rule().measured(
                                most.getAsDouble(),
                                "its busiest thread was at work for " + Words.percent(most.getAsDouble()) + " of "
                                        + Words.seconds(FOR_NANOS / Words.SECOND))
                : rule().unknown(Worst.NOT_TOLD);
    }

    /** The share of the first five seconds from a reading on; empty where there are not so many. */
    private static OptionalDouble from(List<VitalsRead> readings, int first) {
        long length = 0;
        double busy = 0;
        for (int i = first; i < readings.size() && length < FOR_NANOS; i++) {
            VitalsRead read = readings.get(i);
            length += read.at() - read.since();
            busy += read.vitals().busiestNanos();
        }
        return length < FOR_NANOS ? OptionalDouble.empty() : OptionalDouble.of(busy / length);
    }
}
