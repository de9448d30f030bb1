package io.blackstart.analysis.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How the sum of the ranks of n values among all is distributed where each choice of n is as probable: exactly, by counting
 * choices. Ranks are doubled, so that those of equal values, which share the middle of theirs, are whole numbers.
 */
final class RankSums {

    private static final double MOST_STEPS = 1e8;

    private final int[] doubledRanks;
    private final int chosen;
    /** By sum, how many choices of n ranks have it. */
    private final double[] ways;

    private final double choices;

    private RankSums(int[] doubledRanks, int chosen) {
        this.doubledRanks = doubledRanks;
        this.chosen = chosen;
        this.ways = count(doubledRanks, chosen);
        this.choices = Arrays.stream(ways).sum();
    }

    /** Of n among values, of which some may be equal. */
    static RankSums of(int[] doubledRanks, int chosen) {
        return new RankSums(doubledRanks, chosen);
    }

    /** Of n among so many values of which no two are equal. */
    static RankSums untied(int all, int chosen) {
        return new RankSums(IntStream.rangeClosed(1, all).map(rank -> 2 * rank).toArray(), chosen);
    }

    /** Whether counting takes so few steps that nobody waits for it. */
    static boolean feasible(int all, int chosen) {
        return 2.0 * all * all * chosen * chosen <= MOST_STEPS;
    }

    private static double[] count(int[] ranks, int chosen) {
        int most = largest(ranks, chosen);
        double[][] ways = new double[chosen + 1][most + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int n = chosen; n > 0; n--) {
                for (int sum = most; sum >= rank; sum--) {
                    ways[n][sum] += ways[n - 1][sum - rank];
                }
            }
        }
        return ways[chosen];
    }

    private static int largest(int[] ranks, int chosen) {
        int[] sorted = ranks.clone();
        Arrays.sort(sorted);
        return Arrays.stream(sorted, sorted.length - chosen, sorted.length).sum();
    }

    /** The largest sum that there is. */
    int largest() {
        return largest(doubledRanks, chosen);
    }

    /** P(sum ≥ that). */
    double atLeast(int doubledSum) {
        double more = 0;
        for (int sum = Math.max(0, doubledSum); sum < ways.length; sum++) {
            more += ways[sum];
        }
        return more / choices;
    }
}
