package io.blackstart.analysis.validity;

import io.blackstart.load.LoadCounts;
import io.blackstart.objective.Figure.Unit;

/** Whether the tap saw each request that the generator itself wrote into its log ({@code simulation.log}), and no other. */
final class TapAgainstLog implements Check {

    /** Both count the same requests: a difference of one is one too many, because nobody knows which. */
    static final int DIFFERENCE = 0;

    @Override
    public Rule rule() {
        return new Rule("tapAgainstLog", Unit.COUNT, DIFFERENCE, Rule.Effect.DOUBT, "requests are missing or too many");
    }

    @Override
    public Checked of(Observed run) {
        return run.counts().map(this::of).orElseGet(() -> rule().unknown(LateStarts.NO_COUNTS));
    }

    private Checked of(LoadCounts counts) {
        if (counts.logged() < 0) {
            return rule().broken("the generator's own log could not be read, so its count cannot be compared");
        }
        return rule().counted(
                        Math.abs(counts.tapped() - counts.logged()),
                        "the tap saw " + counts.tapped() + " requests, the generator's own log " + counts.logged());
    }
}
