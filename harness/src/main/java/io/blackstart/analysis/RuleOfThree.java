package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What none in n independent repeats says of other runs: with 95 % confidence at most 3 / n of them have any (Hanley &amp;
 * Lippman-Hand, If Nothing Goes Wrong, Is Everything All Right?, JAMA 249 (1983) 1743). The exact bound, 1 − 0.05^(1/n), is
 * less; of three repeats and fewer nothing is said.
 */
final class RuleOfThree {

    private static final int LEAST = 4;

    private RuleOfThree() {}

    /** The findings of one objective, one a repeat; where they are counts, and all of them 0, each with what that says. */
    static List<Finding> said(List<Finding> repeats) {
        if (repeats.size() < LEAST || !repeats.stream().allMatch(RuleOfThree::none)) {
            return repeats;
        }
        String text = "; none in all " + repeats.size() + " repeats: at most "
                + Percent.text(Math.ceil(3000.0 / repeats.size()) / 1000) + " % of runs have any (rule of three, 95 %)";
        return repeats.stream().map(finding -> with(finding, text)).toList();
    }

    private static boolean none(Finding finding) {
        boolean count = finding.objective().figure().unit() == Figure.Unit.COUNT;
        return count && finding.estimate().high().equals(OptionalDouble.of(0));
    }

    private static Finding with(Finding finding, String text) {
        Estimate estimate = finding.estimate();
        return new Finding(
                finding.objective(),
                new Estimate(
                        estimate.value(),
                        estimate.low(),
                        estimate.high(),
                        estimate.censored(),
                        estimate.method() + text),
                finding.verdict(),
                finding.repeat());
    }
}
