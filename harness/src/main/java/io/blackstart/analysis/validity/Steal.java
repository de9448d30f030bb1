package io.blackstart.analysis.validity;

import io.blackstart.load.Vitals;
import io.blackstart.objective.Figure.Unit;

/**
 * Whether the hypervisor gave the machine's processors to others ({@code steal} of {@code /proc/stat}). A machine that stands
 * still is an outage to its clients, and none of the system's; it hides none, because a generator that stood still is late.
 */
final class Steal implements Check {

    /**
     * The most of a second's processor time: 0.25 s, because a time of more than that in which nobody is served counts as an
     * outage, and a machine that is stopped so long has so much stolen.
     */
    static final double SHARE = 0.25;

    @Override
    public Rule rule() {
        return new Rule("cpuSteal", Unit.RATIO, SHARE, Rule.Effect.EXCUSE, "the machine's processors were taken away");
    }

    @Override
    public Checked of(Observed run) {
        return Worst.of(run.vitals(), Steal::perProcessor)
                .map(worst -> rule().measured(
                                worst.share(),
                                Words.percent(worst.share()) + " of their time was stolen, " + worst.when(run.from())))
                .orElseGet(() -> rule().unknown(Worst.NOT_TOLD));
    }

    private static long perProcessor(Vitals vitals) {
        return vitals.stolenNanos() == Vitals.UNKNOWN ? Vitals.UNKNOWN : vitals.stolenNanos() / vitals.processors();
    }
}
