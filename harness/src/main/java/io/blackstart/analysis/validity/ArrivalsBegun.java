package io.blackstart.analysis.validity;

import io.blackstart.load.LoadCounts;
import io.blackstart.objective.Figure.Unit;

/** Whether every planned arrival began. One that did not asked nothing, and no request tells what it would have seen. */
final class ArrivalsBegun implements Check {

    /** None may be missing: there is no number of users whose absence is harmless in an outage of a second. */
    static final int MISSING = 0;

    @Override
    public Rule rule() {
        return new Rule("arrivals", Unit.COUNT, MISSING, Rule.Effect.DOUBT, "arrivals are missing");
    }

    @Override
    public Checked of(Observed run) {
        return run.counts().map(this::of).orElseGet(() -> rule().unknown(LateStarts.NO_COUNTS));
    }

    private Checked of(LoadCounts counts) {
        return rule().counted(
                        Math.abs(counts.arrivalsPlanned() - counts.arrivals()),
                        counts.arrivalsPlanned() + " were planned and " + counts.arrivals() + " began");
    }
}
