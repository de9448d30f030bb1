package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Recovery;
import io.blackstart.objective.Objective;
import java.time.Duration;
import java.util.Set;

/**
 * How long recovery is watched: at least as long as each bound in time plus the hold, on until success holds and every node
 * is healthy, and never longer than {@link Recovery#atMost()} after the last undo. The least is kept even where all is well
 * sooner, so that two runs of one experiment count success over the same time.
 *
 * @param fromFault least time after the first fault was asked for
 * @param fromUndo least time after the last undo
 * @param atMost most time after the last undo
 */
record WatchPlan(Duration fromFault, Duration fromUndo, Duration atMost) {

    private static final Set<String> FROM_FAULT = Set.of("failover", "downtime", "brownout");
    private static final Set<String> FROM_UNDO = Set.of("redundancy", "recovered");

    static WatchPlan of(Experiment experiment) {
        Recovery recovery = experiment.recovery();
        Duration settle = recovery.hold().plus(recovery.window());
        return new WatchPlan(
                longest(experiment, FROM_FAULT).plus(settle),
                longest(experiment, FROM_UNDO).plus(settle),
                recovery.atMost());
    }

    private static Duration longest(Experiment experiment, Set<String> figures) {
        double seconds = experiment.objectives().stream()
                .filter(objective -> figures.contains(objective.figure().key()))
                .mapToDouble(Objective::bound)
                .max()
                .orElse(0);
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** The instant until which it is watched in any case. */
    long least(long faultAsked, long lastUndone) {
        long least = Math.max(faultAsked + fromFault.toNanos(), lastUndone + fromUndo.toNanos());
        return Math.min(least, most(lastUndone));
    }

    /** The instant at which it ends in any case. */
    long most(long lastUndone) {
        return lastUndone + atMost.toNanos();
    }
}
