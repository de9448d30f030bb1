package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An objective as reports for people show it: in one line, however often it was measured.
 *
 * @param objective as people read it
 * @param figure what was measured, with its interval; of several repeats the least, the median and the most, and in how many
 *     it held
 * @param verdict the worst
 */
record Shown(String objective, String figure, Verdict verdict) {

    /** Each objective of a run, in order. */
    static List<Shown> of(Judgement judgement) {
        Map<Objective, List<Finding>> findings = new LinkedHashMap<>();
        judgement.findings().forEach(finding -> findings.computeIfAbsent(
                        finding.objective(), objective -> new ArrayList<>())
                .add(finding));
        return findings.values().stream().map(Shown::one).toList();
    }

    private static Shown one(List<Finding> findings) {
        return new Shown(
                findings.get(0).objective().text(),
                findings.size() == 1 ? Terminal.figure(findings.get(0)) : distribution(findings),
                Verdict.worst(findings.stream().map(Finding::verdict).toList()));
    }

    private static String distribution(List<Finding> findings) {
        List<Double> values = findings.stream()
                .map(Finding::estimate)
                .filter(estimate -> !unmeasured(estimate))
                .map(Shown::value)
                .sorted()
                .toList();
        long held = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.PASS)
                .count();
        String count = "held in " + held + " of " + findings.size();
        if (values.isEmpty()) {
            return "not measured: " + findings.get(0).estimate().method() + "; " + count;
        }
        String unit = findings.get(0).objective().figure().unit().symbol();
        String least = Numbers.text(values.get(0), unit);
        String most = Numbers.text(values.get(values.size() - 1), unit);
        String spread = least.equals(most) ? least : least + " … " + Numbers.text(median(values), unit) + " … " + most;
        int missing = findings.size() - values.size();
        return spread + "  (" + count + (missing == 0 ? "" : ", not measured in " + missing) + ")";
    }

    private static boolean unmeasured(Estimate estimate) {
        return estimate.value().isEmpty() && !estimate.censored();
    }

    /** What was cut off may be any length. */
    private static double value(Estimate estimate) {
        return estimate.value().orElse(Double.POSITIVE_INFINITY);
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
