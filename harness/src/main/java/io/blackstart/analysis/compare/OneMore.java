package io.blackstart.analysis.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether one value more is larger than those of a sample, by Student's prediction of their logarithms: (x − mean) ÷ (s √(1 + 1/n))
 * has a t-distribution of n − 1 degrees of freedom where all come from one log-normal distribution (Hahn &amp; Meeker,
 * Statistical Intervals, 1991, section 4.8). Beside that it has to lie beyond the largest by all that they scatter, because not
 * everything is log-normal.
 *
 * <p>Why not ranks: one value of n + 1 is the largest with probability 1 ÷ (n + 1), so 20 runs before could never tell more than
 * 5 %, and with ten figures nothing at all. Limit: it believes in the distribution's tail. {@code DailyGatesTest} shows for which
 * it keeps its 5 %: uniform, as what depends on the phase of a check; a bell; an exponential tail.
 */
final class OneMore {

    /** With ten, figures of an exponential tail alarm falsely on every ninth day. */
    static final int LEAST = 20;

    private OneMore() {}

    /** Whether that can be asked: of enough values, all finite and of which the logarithms differ. */
    static boolean fits(List<Measure> sample, Measure one, double margin) {
        return sample.size() >= LEAST
                && one.low() > 0
                && sample.stream().allMatch(measure -> Double.isFinite(measure.high()) && measure.high() + margin > 0)
                && sample.stream().mapToDouble(Measure::high).distinct().count() > 1;
    }

    /** Whether its lower end is larger than their upper ends by more than the margin. */
    static Tested larger(List<Measure> sample, Measure one, double margin) {
        double most = sample.stream().mapToDouble(Measure::high).max().orElseThrow();
        double least = sample.stream().mapToDouble(Measure::high).min().orElseThrow();
        boolean far = one.low() > most + Math.max(most - least, margin);
        return new Tested(far ? p(sample, one, margin) : 1, 0);
    }

    private static double p(List<Measure> sample, Measure one, double margin) {
        int n = sample.size();
        ToDoubleFunction<Measure> log = measure -> Math.log(measure.high() + margin);
        double mean = sample.stream().mapToDouble(log).average().orElseThrow();
        double squares = sample.stream()
                .mapToDouble(log)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double t = (Math.log(one.low()) - mean) / Math.sqrt(squares / (n - 1) * (1 + 1.0 / n));
        return TDistribution.of(n - 1).survivalProbability(t);
    }
}
