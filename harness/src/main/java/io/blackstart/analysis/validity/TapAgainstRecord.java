package io.blackstart.analysis.validity;

import io.blackstart.load.LoadCounts;
import io.blackstart.objective.Figure.Unit;

/** Whether every request that the tap saw stands in {@code samples.bin}. */
final class TapAgainstRecord implements Check {

    /** The figures are of what was recorded: each request that was not is missing in all of them. */
    static final int DIFFERENCE = 0;

    @Override
    public Rule rule() {
        return new Rule(
                "tapAgainstRecord", Unit.COUNT, DIFFERENCE, Rule.Effect.DOUBT, "not every request was recorded once");
    }

    @Override
    public Checked of(Observed run) {
        return run.counts().map(counts -> of(counts, run.recorded())).orElseGet(() -> rule().unknown(
                        LateStarts.NO_COUNTS));
    }

    private Checked of(LoadCounts counts, long recorded) {
        return rule().counted(
                        Math.abs(counts.tapped() - recorded),
                        "the tap saw " + counts.tapped() + " requests and " + recorded + " were recorded");
    }
}
