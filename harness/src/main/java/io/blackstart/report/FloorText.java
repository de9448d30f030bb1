package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.NoiseFloor;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures that are no more than what the system shows without a fault, for people, a line each objective. */
final class FloorText {

    private FloorText() {}

    static List<String> lines(Judgement judgement) {
        return judgement.floor().stream()
                .flatMap(floor -> covered(judgement, floor).values().stream()
                        .map(findings -> line(findings, floor, all(judgement, findings.get(0)))))
                .toList();
    }

    private static Map<Objective, List<Finding>> covered(Judgement judgement, NoiseFloor floor) {
        return judgement.findings().stream()
                .filter(floor::covers)
                .collect(Collectors.groupingBy(Finding::objective, LinkedHashMap::new, Collectors.toList()));
    }

    private static long all(Judgement judgement, Finding like) {
        return judgement.findings().stream()
                .filter(finding -> finding.objective().equals(like.objective()))
                .count();
    }

    private static String line(List<Finding> findings, NoiseFloor floor, long all) {
        String where = all == 1 ? "" : " in " + findings.size() + " of " + all + " repeats";
        return findings.get(0).objective().figure().key() + " lies below the noise floor of " + floor.control() + where
                + ": " + Numbers.text(floor.of(findings.get(0)), "s") + " (no effect on the verdict)";
    }
}
