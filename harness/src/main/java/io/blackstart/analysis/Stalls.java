package io.blackstart.analysis;

import java.util.BitSet;

/**
 * Times in which somebody waited and nobody was served. A frozen server fails no request: it answers all of them late.
 * So the time between two successes counts as well, where it is longer than the load explains by itself: longer than
 * {@link #SHORTEST} and than {@link #TIMES} the longest such time of the steady state.
 */
final class Stalls {

    /** Two busy cores hold everybody up for a tenth of a second now and then; that is no outage. */
    static final long SHORTEST = 250 * Seconds.MILLISECOND;

    static final int TIMES = 3;

    private final Slices slices;
    private final boolean[] idle;

    Stalls(Slices slices) {
        this.slices = slices;
        this.idle = idle(slices);
    }

    /** The stalled slices, given the time in which the load was undisturbed. */
    BitSet find(Range steady) {
        long limit = limit(steady);
        BitSet stalled = new BitSet(slices.count());
        forEachRun(0, slices.count(), (from, to) -> {
            if ((to - from) * Slices.WIDTH > limit) {
                stalled.set(from, to);
            }
        });
        return stalled;
    }

    /** The longest time between successes that is no stall. */
    long limit(Range steady) {
        return Math.max(SHORTEST, TIMES * longest(steady));
    }

    /** The longest time in the range in which somebody waited and nobody was served. */
    long longest(Range range) {
        int[] longest = {0};
        int to = Math.min(slices.count(), Math.max(0, slices.index(range.to())));
        forEachRun(
                Math.max(0, slices.index(range.from())),
                to,
                (from, end) -> longest[0] = Math.max(longest[0], end - from));
        return longest[0] * Slices.WIDTH;
    }

    private interface Run {
        void run(int from, int to);
    }

    private void forEachRun(int from, int to, Run each) {
        int begin = from;
        for (int slice = from; slice < to; slice++) {
            if (!idle[slice]) {
                if (begin < slice) {
                    each.run(begin, slice);
                }
                begin = slice + 1;
            }
        }
        if (begin < to) {
            each.run(begin, to);
        }
    }

    /** Whether in a slice somebody waited and nobody was served. */
    private static boolean[] idle(Slices slices) {
        boolean[] idle = new boolean[slices.count()];
        long waiting = 0;
        for (int slice = 0; slice < slices.count(); slice++) {
            waiting += slices.sent(slice);
            idle[slice] = waiting > 0 && !slices.anyServed(slice);
            waiting -= slices.ended(slice);
        }
        return idle;
    }
}
