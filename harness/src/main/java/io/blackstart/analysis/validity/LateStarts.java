package io.blackstart.analysis.validity;

import io.blackstart.load.LoadCounts;
import io.blackstart.objective.Figure.Unit;

/**
 * Whether arrivals began when they were planned. A generator that falls behind its plan asks less in the bad times than it
 * says, and hides waiting time.
 */
final class LateStarts implements Check {

    static final String NO_COUNTS = "the load was not stopped in order: it was never counted";

    /**
     * At most one of so many arrivals may begin late, which is by more than 100 ms (the generator's {@code Plan}). One stall of
     * a few hundred milliseconds on a shared machine is less than that, and harmless: latency counts from the planned arrival,
     * and the edges of an outage from the requests' true starts.
     */
    static final int ONE_OF = 100;

    @Override
    public Rule rule() {
        return new Rule(
                "lateStarts", Unit.RATIO, 1.0 / ONE_OF, Rule.Effect.DOUBT, "the generator fell behind its plan");
    }

    @Override
    public Checked of(Observed run) {
        return run.counts().map(this::of).orElseGet(() -> rule().unknown(NO_COUNTS));
    }

    private Checked of(LoadCounts counts) {
        double share = counts.arrivals() == 0 ? 0 : (double) counts.lateStarts() / counts.arrivals();
        return rule().measured(share, counts.lateStarts() + " of " + counts.arrivals() + " arrivals began late");
    }
}
