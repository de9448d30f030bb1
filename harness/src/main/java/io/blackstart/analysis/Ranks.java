package io.blackstart.analysis;

import io.blackstart.objective.Confidence;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Which of n sorted independent values bound a quantile of the distribution that they come from.
 *
 * <p>How many of n values lie at or below the q-quantile is binomial (n, q), whatever the distribution. So the r-th smallest
 * lies at or above it with probability P(B ≤ r − 1), the s-th smallest at or below it with probability P(B ≥ s); of
 * distributions with steps at least so (David &amp; Nagaraja, Order Statistics, 3rd edition 2003, section 7.1; Conover, Practical
 * Nonparametric Statistics, 3rd edition 1999, section 3.2; Hahn &amp; Meeker, Statistical Intervals, 1991, section 5.2).
 *
 * @param lower the largest s with at least the wanted confidence, from 1; absent where there is none
 * @param upper the smallest such r, from 1; absent where there is none: there are too few values
 */
record Ranks(OptionalInt lower, OptionalInt upper) {

    static Ranks of(int n, Confidence wanted) {
        BinomialDistribution below = BinomialDistribution.of(n, wanted.quantile());
        int upper = 1;
        while (upper <= n && below.cumulativeProbability(upper - 1) < wanted.level()) {
            upper++;
        }
        int lower = n;
        while (lower > 0 && below.survivalProbability(lower - 1) < wanted.level()) {
            lower--;
        }
        return new Ranks(
                lower > 0 ? OptionalInt.of(lower) : OptionalInt.empty(),
                upper <= n ? OptionalInt.of(upper) : OptionalInt.empty());
    }
}
