package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import java.time.Duration;

/** How long a method can last: what waits for an event waits at most as long as recovery is watched, one after the other. */
final class MethodLength {

    private MethodLength() {}

    static Duration atMost(Experiment experiment) {
        Duration planned = Duration.ZERO;
        Duration waiting = Duration.ZERO;
        for (Step step : experiment.method()) {
            if (step.start() instanceof Start.After after) {
                waiting = waiting.plus(experiment.recovery().atMost())
                        .plus(after.plus())
                        .plus(step.length());
            } else {
                Duration end = step.offset().orElseThrow().plus(step.length());
                planned = planned.compareTo(end) > 0 ? planned : end;
            }
        }
        return planned.plus(waiting);
    }
}
