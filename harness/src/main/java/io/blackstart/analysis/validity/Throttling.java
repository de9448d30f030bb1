package io.blackstart.analysis.validity;

import io.blackstart.load.Vitals;
import io.blackstart.objective.Figure.Unit;

/**
 * Whether the generator's control group was kept from its processors by a limit ({@code cpu.stat} of it and of those that it is
 * in). Requests that are sent and answers that are read late look like a slow service, and a pause like an outage.
 */
final class Throttling implements Check {

    /**
     * The most of a second: 0.25 s, because a time of more than that in which nobody is served counts as an outage, and so much
     * throttling in one second can make one.
     */
    static final double SHARE = 0.25;

    @Override
    public Rule rule() {
        return new Rule("generatorThrottling", Unit.RATIO, SHARE, Rule.Effect.DOUBT, "the generator was throttled");
    }

    @Override
    public Checked of(Observed run) {
        return Worst.of(run.vitals(), Vitals::throttledNanos)
                .map(worst -> rule().measured(
                                worst.share(),
                                "its control group was kept from its processors for " + Words.percent(worst.share())
                                        + " of the time, " + worst.when(run.from())))
                .orElseGet(() -> rule().unknown(Worst.NOT_TOLD));
    }
}
