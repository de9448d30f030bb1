package io.blackstart.analysis;

import io.blackstart.experiment.Recovery;
import io.blackstart.experiment.SteadyState;
import io.blackstart.load.Sample;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges the steady state, live, by the same estimators as the run afterwards. */
public final class SteadyStateJudge {

    private SteadyStateJudge() {}

    /**
     * A finding for each objective of the steady state, in its order. It held where all of them are PASS.
     *
     * @param steady what must hold
     * @param samples scanned once
     * @param arrivals of users that nobody planned
     * @param from first intended start that counts, monotonic nanoseconds, inclusive
     * @param to exclusive
     */
    public static List<Finding> judge(
            SteadyState steady, RunFacts.Scan<Sample> samples, RunFacts.Scan<Long> arrivals, long from, long to) {
        Map<Optional<String>, Tally> tallies = new HashMap<>();
        Range range = new Range(from, Math.max(from, to));
        steady.objectives()
                .forEach(objective ->
                        tallies.computeIfAbsent(objective.request(), request -> new Tally(range, request)));
        samples.forEach(sample -> tallies.values().forEach(tally -> tally.count(sample)));
        arrivals.forEach(at -> tallies.values().forEach(tally -> tally.arrival(at)));
        return steady.objectives().stream()
                .map(objective -> finding(objective, tallies.get(objective.request())))
                .toList();
    }

    private static Finding finding(Objective objective, Tally tally) {
        long window = Recovery.defaults().window().toNanos();
        return Findings.judge(
                objective, Measurements.ofRequests(objective.figure().key(), tally, window, 0));
    }
}
