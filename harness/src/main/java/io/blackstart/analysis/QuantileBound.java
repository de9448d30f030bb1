package io.blackstart.analysis;

import io.blackstart.objective.Confidence;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * A quantile of a figure over independent repeats, with a bound to each side that holds with the wanted confidence, whatever the
 * figure's distribution ({@link Ranks}).
 *
 * <p>Source: what each repeat measured. The upper bound takes the repeats' high ends and the lower one their low ends, so that
 * the truth of each repeat lies between; what was cut off counts as infinite. Each bound holds with the wanted confidence by
 * itself. Limits: it is about runs like these, of repeats that know nothing of each other; where one of them measured nothing,
 * nothing is known of the quantile, because leaving it out would choose among the repeats.
 */
final class QuantileBound {

    private QuantileBound() {}

    /**
     * Judges an objective with a confidence.
     *
     * @param repeats what each repeat measured, in order, with infinite ends
     */
    static Finding judge(Objective objective, List<Estimate> repeats) {
        return Findings.judge(objective, estimate(objective, repeats)).overAll(repeats);
    }

    private static Estimate estimate(Objective objective, List<Estimate> repeats) {
        return unmeasured(repeats).orElseGet(() -> measured(objective, repeats));
    }

    private static Optional<Estimate> unmeasured(List<Estimate> repeats) {
        if (repeats.isEmpty()) {
            return Optional.of(Estimate.unmeasured("no repeat was carried out"));
        }
        for (int i = 0; i < repeats.size(); i++) {
            Estimate estimate = repeats.get(i);
            if (estimate.low().isEmpty() && estimate.high().isEmpty()) {
                String which = repeats.size() == 1 ? "" : "repeat " + (i + 1) + " tells nothing: ";
                return Optional.of(Estimate.unmeasured(which + estimate.method()));
            }
        }
        return Optional.empty();
    }

    private static Estimate measured(Objective objective, List<Estimate> repeats) {
        Confidence wanted = objective.confidence().orElseThrow();
        int n = repeats.size();
        Ranks ranks = Ranks.of(n, wanted);
        double[] lows = sorted(repeats, estimate -> estimate.low().orElse(Double.NEGATIVE_INFINITY));
        double[] values = sorted(repeats, QuantileBound::value);
        double[] highs = sorted(repeats, estimate -> estimate.high().orElse(Double.POSITIVE_INFINITY));
        double value = values[(int) Math.ceil(n * wanted.quantile()) - 1];
        return new Estimate(
                Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
                at(lows, ranks.lower()),
                at(highs, ranks.upper()),
                false,
                method(objective, ranks, n));
    }

    private static double value(Estimate estimate) {
        return estimate.value().orElse(Double.POSITIVE_INFINITY);
    }

    private static double[] sorted(List<Estimate> repeats, ToDoubleFunction<Estimate> end) {
        double[] sorted = repeats.stream().mapToDouble(end).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static OptionalDouble at(double[] sorted, OptionalInt rank) {
        return rank.isPresent() ? OptionalDouble.of(sorted[rank.getAsInt() - 1]) : OptionalDouble.empty();
    }

    private static String method(Objective objective, Ranks ranks, int n) {
        Confidence wanted = objective.confidence().orElseThrow();
        int needed = wanted.repeatsNeeded(objective.relation());
        return String.format(
                Locale.ROOT,
                "order statistics of %d repeat%s, each end with %s %% confidence: at least %s, at most %s%s",
                n,
                n == 1 ? "" : "s",
                Percent.text(wanted.level()),
                side(ranks.lower(), "low"),
                side(ranks.upper(), "high"),
                n < needed ? "; " + needed + " repeats are needed to show that it is kept" : "");
    }

    private static String side(OptionalInt rank, String end) {
        return rank.isPresent() ? "the " + end + " end of rank " + rank.getAsInt() : "nothing known";
    }
}
