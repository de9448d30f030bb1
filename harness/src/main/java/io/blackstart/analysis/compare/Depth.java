package io.blackstart.analysis.compare;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far from both ends of all sorted pairwise differences a 95 % interval's ends are.
 *
 * @param rank from 1; 1 also where no interval has 95 %
 * @param confidence that it has
 */
record Depth(int rank, double confidence) {

    private static final double TAIL = 0.025;

    static Depth of(int first, int second) {
        return RankSums.feasible(first + second, second) ? exact(first, second) : approximate(first, second);
    }

    /** The largest rank whose tails are no more than wanted. */
    private static Depth exact(int first, int second) {
        RankSums sums = RankSums.untied(first + second, second);
        int rank = 1;
        while (tail(sums, rank + 1) <= TAIL) {
            rank++;
        }
        return new Depth(rank, Math.max(0, 1 - 2 * tail(sums, rank)));
    }

    /** P(U ≥ most − (rank − 1)): each step of U is two of a doubled rank. */
    private static double tail(RankSums sums, int rank) {
        return sums.atLeast(sums.largest() - 2 * (rank - 1));
    }

    private static Depth approximate(int first, int second) {
        double pairs = (double) first * second;
        double deviation = Math.sqrt(pairs * (first + second + 1) / 12);
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(TAIL);
        return new Depth(Math.max(1, (int) Math.floor(pairs / 2 - z * deviation)), 1 - 2 * TAIL);
    }
}
