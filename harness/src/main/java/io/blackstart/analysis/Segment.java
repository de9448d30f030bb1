package io.blackstart.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run of slices in which too many requests were bad for the background alone.
 *
 * @param from first slice
 * @param to last slice, inclusive
 * @param score logarithm of how much better "a share fails here" explains what was seen than "only the background does"
 */
record Segment(int from, int to, double score) {

    /** Odds of about 10 million to one: a day of background failures makes no outage. */
    static final double CONVINCING = 16;

    /** The shares of failing requests that are tried: all nodes gone, two of three, one of three, … one of fifty. */
    private static final double[] SHARES = {0.95, 0.6, 0.35, 0.2, 0.1, 0.05, 0.02};

    /** Below it a single failure would convince nobody even where none is allowed. */
    static final double LEAST_BACKGROUND = 1e-8;

    /**
     * The convincing segments of the marked slices, in order.
     *
     * @param background the share of requests that may be bad without a reason
     * @param certain slices that convince by themselves
     */
    static List<Segment> find(Slices slices, BitSet marked, double background, BitSet certain) {
        return find(slices, marked, background, certain, CONVINCING);
    }

    /** As above, with less to convince. */
    static List<Segment> find(Slices slices, BitSet marked, double background, BitSet certain, double convincing) {
        List<Segment> found = new ArrayList<>();
        for (int from = marked.nextSetBit(0); from >= 0; ) {
            int to = marked.nextClearBit(from);
            collect(slices, from, to, Math.max(background, LEAST_BACKGROUND), certain, convincing, found);
            from = marked.nextSetBit(to);
        }
        return found;
    }

    /**
     * The best one, and what is left and right of it; a stack of its own would bound it no better than the halves do. Two
     * outages with service between them may together look better than either: the best one is halved there.
     */
    private static void collect(
            Slices slices,
            int from,
            int to,
            double background,
            BitSet certain,
            double convincing,
            List<Segment> found) {
        Segment best = best(slices, from, to, background);
        if (best.score <= 0 || !(best.score >= convincing || best.holdsAnyOf(certain))) {
            return;
        }
        collect(slices, from, best.from, background, certain, convincing, found);
        Optional<Segment> service = Service.within(slices, best, background, certain);
        if (service.isPresent()) {
            collect(slices, best.from, service.get().from, background, certain, convincing, found);
            collect(slices, service.get().to + 1, best.to + 1, background, certain, convincing, found);
        } else {
            found.add(best);
        }
        collect(slices, best.to + 1, to, background, certain, convincing, found);
    }

    /** Whether one of the slices lies in it. */
    boolean holdsAnyOf(BitSet certain) {
        int next = certain.nextSetBit(from);
        return next >= 0 && next <= to;
    }

    /** The slices from {@code from} up to {@code to} that some share of failures explains best; score 0 where none does. */
    static Segment best(Slices slices, int from, int to, double background) {
        Segment best = new Segment(from, from, 0);
        for (double share : SHARES) {
            if (tried(share, background)) {
                Segment candidate = best(slices, from, to, background, share);
                best = candidate.score > best.score ? candidate : best;
            }
        }
        return best;
    }

    private static boolean tried(double share, double background) {
        return share > 1.2 * background;
    }

    /** Whether some share of failures explains the slices so much better than the background alone that it convinces. */
    static boolean failing(Slices slices, int from, int to, double background) {
        long bad = IntStream.rangeClosed(from, to).mapToLong(slices::bad).sum();
        long good = IntStream.rangeClosed(from, to).mapToLong(slices::good).sum();
        return Arrays.stream(SHARES)
                .filter(share -> tried(share, background))
                .anyMatch(share -> bad * forBad(share, background) + good * forGood(share, background) >= CONVINCING);
    }

    /** What a bad request says for the share against the background. */
    static double forBad(double share, double background) {
        return Math.log(share / background);
    }

    /** What a good request says for the share against the background; negative. */
    static double forGood(double share, double background) {
        return Math.log((1 - share) / (1 - background));
    }

    /** Kadane's maximum sum, over log-likelihood ratios. */
    private static Segment best(Slices slices, int from, int to, double background, double share) {
        double forBad = forBad(share, background);
        double forGood = forGood(share, background);
        Segment best = new Segment(from, from, 0);
        double sum = 0;
        int begin = from;
        for (int slice = from; slice < to; slice++) {
            if (sum <= 0) {
                sum = 0;
                begin = slice;
            }
            sum += slices.bad(slice) * forBad + slices.good(slice) * forGood;
            if (sum > best.score) {
                best = new Segment(begin, slice, sum);
            }
        }
        return best;
    }

    /** How many of its requests were bad. */
    long bads(Slices slices) {
        return IntStream.rangeClosed(from, to).mapToLong(slices::bad).sum();
    }

    /** The share of its requests that were bad. */
    double share(Slices slices) {
        long all = IntStream.rangeClosed(from, to).mapToLong(slices::begun).sum();
        return all == 0 ? 0 : (double) bads(slices) / all;
    }
}
