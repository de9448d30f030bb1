package io.blackstart.analysis.validity;

import io.blackstart.load.Vitals;
import io.blackstart.objective.Figure.Unit;

/**
 * Whether the generator got a processor when it wanted one (the waiting time of {@code /proc/PID/task/TID/schedstat}). Where it
 * did not, something else on the machine takes them: latency is partly the queue for a processor.
 */
final class Waiting implements Check {

    /**
     * The most of a second for which the thread that waited most may have waited, in many small pieces or in one. The catalogue's
     * three tiers on two processors of their own come to 37 % in the second in which all of it warms up and 5 to 20 % later; with a
     * compiler beside them to 50 to 90 %. It is a warning only: where it made arrivals late, {@link LateStarts} has counted them.
     */
    static final double SHARE = 0.4;

    @Override
    public Rule rule() {
        return new Rule(
                "generatorWaiting", Unit.RATIO, SHARE, Rule.Effect.WARNING, "the generator waited for a processor");
    }

    @Override
    public Checked of(Observed run) {
        return Worst.of(run.vitals(), Vitals::waitedNanos)
                .map(worst -> rule().measured(
                                worst.share(),
                                "one of its threads was ready and had none for " + Words.percent(worst.share())
                                        + " of the time, " + worst.when(run.from())))
                .orElseGet(() -> rule().unknown(Worst.NOT_TOLD));
    }
}
