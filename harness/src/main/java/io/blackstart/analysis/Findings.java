package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Estimates against their bounds, and in words. */
final class Findings {

    private Findings() {}

    /** Judges with the infinite ends that a percentile among failures has, and reports them as absent. */
    static Finding judge(Objective objective, Estimate estimate) {
        Finding finding = Finding.judge(objective, estimate);
        Estimate finite = new Estimate(
                estimate.value(),
                finite(estimate.low()),
                finite(estimate.high()),
                estimate.censored(),
                estimate.method());
        return new Finding(objective, finite, finding.verdict());
    }

    private static OptionalDouble finite(OptionalDouble end) {
        return end.isPresent() && Double.isInfinite(end.getAsDouble()) ? OptionalDouble.empty() : end;
    }

    /**
     * What was missed, then what cannot be told; a line each.
     *
     * @param doubted whether the run itself is in doubt, so that nobody asks why something was not measured at all
     */
    static List<String> reasons(List<Finding> findings, boolean doubted) {
        return Stream.concat(
                        findings.stream()
                                .filter(finding -> finding.verdict() == Verdict.FAIL)
                                .map(Findings::missed),
                        findings.stream()
                                .filter(finding -> finding.verdict() == Verdict.INCONCLUSIVE)
                                .filter(finding -> !(doubted && unmeasured(finding.estimate())))
                                .map(Findings::untold))
                .toList();
    }

    private static boolean unmeasured(Estimate estimate) {
        return estimate.low().isEmpty() && estimate.high().isEmpty();
    }

    private static String missed(Finding finding) {
        return finding.objective().text() + " was missed: " + words(finding);
    }

    private static String untold(Finding finding) {
        return finding.objective().text() + " cannot be told: " + words(finding);
    }

    /** Over all repeats the method says what was counted. */
    private static String words(Finding finding) {
        Estimate estimate = finding.estimate();
        boolean said =
                unmeasured(estimate) || estimate.censored() || finding.repeat().isPresent();
        return words(estimate, unit(finding)) + (said ? "" : ", by " + estimate.method());
    }

    /** The figure and its interval, or why there is none. */
    static String words(Estimate estimate, String unit) {
        if (unmeasured(estimate)) {
            return estimate.method();
        }
        if (estimate.censored()) {
            return "at least " + number(estimate.low().orElse(0)) + unit + ", " + estimate.method();
        }
        String value = estimate.value().isPresent() ? number(estimate.value().getAsDouble()) + unit : "unknown";
        return exact(estimate) ? value : value + ", within " + end(estimate.low()) + " … " + end(estimate.high());
    }

    private static boolean exact(Estimate estimate) {
        return estimate.low().equals(estimate.high());
    }

    private static String end(OptionalDouble end) {
        return end.isPresent() ? number(end.getAsDouble()) : "?";
    }

    private static String unit(Finding finding) {
        return switch (finding.objective().figure().unit()) {
            case SECONDS -> " s";
            case RATIO, COUNT -> "";
        };
    }

    private static String number(double number) {
        if (number == Math.rint(number)) {
            return String.format(Locale.ROOT, "%.0f", number);
        }
        return BigDecimal.valueOf(number)
                .setScale(6, java.math.RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
