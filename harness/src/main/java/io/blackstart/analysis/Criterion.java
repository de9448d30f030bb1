package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.objective.Objective;
import java.util.function.Predicate;

/**
 * What makes a request bad, and how many may be.
 *
 * @param name as people read it
 * @param background the share of requests in a window that may be bad, 0 to 1
 * @param bad which requests are; never asked of those that were cut
 * @param stalls whether being held up in a time without any success makes a request bad too
 */
record Criterion(String name, double background, Predicate<Sample> bad, boolean stalls) {

    /** Success of at least {@code ratio}. */
    static Criterion success(double ratio) {
        return new Criterion("success", 1 - ratio, sample -> sample.outcome() != Outcome.OK, true);
    }

    /** A percentile of the latency that keeps its bound: at most so many are later than it. */
    static Criterion latency(Objective objective, double percentile) {
        long bound = Math.round(objective.bound() * Seconds.SECOND);
        return new Criterion(objective.text(), 1 - percentile, sample -> late(sample, bound), false);
    }

    private static boolean late(Sample sample, long bound) {
        return sample.outcome() != Outcome.OK || sample.end() - sample.intended() > bound;
    }
}
