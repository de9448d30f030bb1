package io.blackstart.cli;

import io.blackstart.analysis.Judgement;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judgements of runs that nobody made: failover and lost writes of some repeats. */
final class Judged {

    private Judged() {}

    /** A run that kept its objectives, with such failovers. */
    static Judgement passed(String run, double... failovers) {
        return judged(run, Verdict.PASS, List.of(), failovers);
    }

    static Judgement judged(String run, Verdict verdict, List<String> doubts, double... failovers) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < failovers.length; i++) {
            double failover = failovers[i];
            findings.add(finding("failover", 9, Estimate.of(failover, failover - 0.01, failover + 0.01, "how"))
                    .in(i + 1));
            findings.add(
                    finding("lostWrites", 0, Estimate.exactly(0, "counted")).in(i + 1));
        }
        int exit = verdict == Verdict.PASS ? 0 : verdict == Verdict.FAIL ? 1 : 2;
        return new Judgement(
                verdict,
                exit,
                doubts,
                doubts,
                "sample",
                "It holds.",
                run,
                7,
                Map.of(),
                "2026-01-01T00:00:00Z",
                60,
                findings,
                List.of());
    }

    private static Finding finding(String key, double bound, Estimate estimate) {
        Figure figure = Figure.of(key).orElseThrow();
        return Finding.judge(
                new Objective(figure, Relation.AT_MOST, bound, Optional.empty(), key + " <= " + bound), estimate);
    }

    static Runner.Ended ended(Judgement judgement) {
        return ended(judgement, "2");
    }

    static Runner.Ended ended(Judgement judgement, String processors) {
        return new Runner.Ended(
                judgement, Path.of("runs", judgement.run()), Map.of("processors", processors, "arch", "amd64"));
    }
}
