package io.blackstart.analysis.compare;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether one value more is larger than those of a sample, by Student's prediction: (x − mean) ÷ (s √(1 + 1/n)) has a
 * t-distribution of n − 1 degrees of freedom where all come from one normal distribution (Hahn &amp; Meeker, Statistical
 * Intervals, 1991, section 4.8).
 *
 * <p>Why not ranks: one value of n + 1 is the largest with probability 1 ÷ (n + 1), so 20 runs before could never tell more than
 * 5 %, and with ten figures nothing at all. Limit: it believes in the distribution's tail. Figures that depend on where in a
 * check's period a fault falls are uniform, whose tail is shorter; of figures with a longer tail more are called worse than
 * should be.
 */
final class OneMore {

    /** Fewer say too little of the spread. */
    static final int LEAST = 5;

    private OneMore() {}

    /** Whether that can be asked: with enough values, all of them finite, that differ at all. */
    static boolean fits(List<Measure> sample, Measure one) {
        return sample.size() >= LEAST
                && Double.isFinite(one.low())
                && Double.isFinite(one.high())
                && sample.stream()
                        .allMatch(measure -> Double.isFinite(measure.low()) && Double.isFinite(measure.high()))
                && sample.stream().mapToDouble(Measure::high).distinct().count() > 1;
    }

    /** Whether its lower end is larger than their upper ends by more than the margin. */
    static Tested larger(List<Measure> sample, Measure one, double margin) {
        double[] values = sample.stream().mapToDouble(Measure::high).toArray();
        int n = values.length;
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (n - 1);
        double t = (one.low() - margin - mean) / Math.sqrt(variance * (1 + 1.0 / n));
        return new Tested(TDistribution.of(n - 1).survivalProbability(t), 0);
    }
}
