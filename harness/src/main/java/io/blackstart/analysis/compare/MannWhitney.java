package io.blackstart.analysis.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether one sample's values are larger than another's, by their ranks alone, whatever the distribution, and by how much.
 *
 * <p>Source: Mann &amp; Whitney, Annals of Mathematical Statistics 18 (1947) 50; given the values with their ties, each choice of
 * which ones are the second sample's is as probable where there is no difference (Hollander, Wolfe &amp; Chicken, Nonparametric
 * Statistical Methods, 3rd edition 2013, section 4.1). Counted exactly; where counting would take too long, the normal
 * approximation with correction for ties and continuity. The difference is Hodges and Lehmann's: the median of all pairwise
 * differences, and its interval the k-th smallest and the k-th largest of them (section 4.3), so that it excludes nothing
 * exactly where the test does.
 *
 * <p>What was measured is an interval: a sample is shown to be larger only where its lower ends are larger than the other's upper
 * ends, and the difference's interval goes from the smallest to the largest that the measured ones allow.
 */
final class MannWhitney {

    private MannWhitney() {}

    /** Whether the second is larger than the first by more than the margin. */
    static Tested larger(List<Measure> first, List<Measure> second, double margin) {
        double[] shifted = ends(first, measure -> measure.high() + margin);
        double[] all = DoubleStream.concat(Arrays.stream(ends(second, Measure::low)), Arrays.stream(shifted))
                .toArray();
        int[] ranks = Midranks.doubled(all);
        int sum = Arrays.stream(ranks, 0, second.size()).sum();
        return RankSums.feasible(all.length, second.size())
                ? exact(ranks, second.size(), sum)
                : approximate(ranks, second.size(), sum);
    }

    private static double[] ends(List<Measure> measures, ToDoubleFunction<Measure> end) {
        return measures.stream().mapToDouble(end).toArray();
    }

    private static Tested exact(int[] ranks, int chosen, int sum) {
        RankSums sums = RankSums.of(ranks, chosen);
        return new Tested(sums.atLeast(sum), sums.atLeast(sums.largest()));
    }

    private static Tested approximate(int[] doubledRanks, int chosen, int doubledSum) {
        int all = doubledRanks.length;
        double mean = Arrays.stream(doubledRanks).average().orElseThrow();
        double variance = Arrays.stream(doubledRanks)
                        .mapToDouble(rank -> (rank - mean) * (rank - mean))
                        .sum()
                / (all - 1);
        double deviation = Math.sqrt(variance * chosen * (all - chosen) / all);
        if (deviation == 0) {
            return Tested.nothing();
        }
        double z = (doubledSum - 1 - chosen * mean) / deviation;
        return new Tested(NormalDistribution.of(0, 1).survivalProbability(z), 0);
    }

    /** The second less the first, with a 95 % interval; with too few values for one, the widest that there is. */
    static Difference difference(List<Measure> first, List<Measure> second) {
        Depth depth = Depth.of(first.size(), second.size());
        double[] least = pairwise(first, second, (a, b) -> minus(b.low(), a.high(), Double.NEGATIVE_INFINITY));
        double[] most = pairwise(first, second, (a, b) -> minus(b.high(), a.low(), Double.POSITIVE_INFINITY));
        double[] values = pairwise(first, second, (a, b) -> minus(b.value(), a.value(), 0));
        return new Difference(
                median(values), least[depth.rank() - 1], most[most.length - depth.rank()], depth.confidence());
    }

    private interface Pair {
        double of(Measure first, Measure second);
    }

    private static double[] pairwise(List<Measure> first, List<Measure> second, Pair pair) {
        double[] differences = first.stream()
                .flatMapToDouble(a -> second.stream().mapToDouble(b -> pair.of(a, b)))
                .toArray();
        Arrays.sort(differences);
        return differences;
    }

    /** What is as infinite as the other may differ by anything. */
    private static double minus(double one, double less, double unknown) {
        return Double.isInfinite(one) && one == less ? unknown : one - less;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 || sorted[middle - 1] == sorted[middle]
                ? sorted[middle]
                : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest p that n values against so many can have, none of them equal: one choice of all. */
    static double least(int first, int second) {
        double choices = 1;
        for (int i = 1; i <= second; i++) {
            choices *= (first + i) / (double) i;
        }
        return 1 / choices;
    }
}
