package io.blackstart.analysis.validity;

import io.blackstart.journal.Event.VitalsRead;
import io.blackstart.load.Vitals;
import io.blackstart.objective.Figure.Unit;
import java.util.List;

/** Whether the machine had processors left, for the system and for whoever asks it ({@code some} of {@code /proc/pressure/cpu}). */
final class Pressure implements Check {

    /**
     * The most of the load's time in which somebody on the machine waited for a processor. The catalogue's three tiers on two
     * processors of their own come to 45 %; with a compiler beside them to 75 % and more, and then latencies are this machine's as
     * much as the system's. So it is said; what they are is measured all the same.
     */
    static final double SHARE = 0.7;

    @Override
    public Rule rule() {
        return new Rule("cpuPressure", Unit.RATIO, SHARE, Rule.Effect.WARNING, "the machine was short of processors");
    }

    @Override
    public Checked of(Observed run) {
        List<VitalsRead> readings = run.vitals().stream()
                .filter(read -> read.vitals().pressedNanos() != Vitals.UNKNOWN)
                .toList();
        if (readings.isEmpty()) {
            return rule().unknown(Worst.NOT_TOLD);
        }
        double pressed = readings.stream()
                .mapToDouble(read -> read.vitals().pressedNanos())
                .sum();
        double length =
                readings.stream().mapToDouble(read -> read.at() - read.since()).sum();
        return rule().measured(
                        pressed / length,
                        "in " + Words.percent(pressed / length) + " of the time somebody waited for one");
    }
}
