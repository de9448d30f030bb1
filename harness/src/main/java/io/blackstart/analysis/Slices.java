package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;

/**
 * Requests counted in slices of {@link #WIDTH}: what lets an hour of load be judged without keeping its requests. By
 * slice of start: how many were good, bad, cut; by slice of end: how many succeeded, how many ended at all.
 */
final class Slices {

    /** Fine enough that windows of a second see no edge of their own; an hour has 720,000 of them. */
    static final long WIDTH = 5 * Seconds.MILLISECOND;

    private final Range range;
    private final int[] good;
    private final int[] bad;
    private final int[] cut;
    private final int[] served;
    private final int[] ended;
    private final int[] arrived;

    Slices(Range range) {
        this.range = range;
        int count = Math.toIntExact((range.length() + WIDTH - 1) / WIDTH);
        good = new int[count];
        bad = new int[count];
        cut = new int[count];
        served = new int[count];
        ended = new int[count];
        arrived = new int[count];
    }

    /** Counts a request that began in the range at {@code instant}. */
    void add(Sample sample, long instant, boolean isBad) {
        if (!range.contains(instant)) {
            return;
        }
        int[] counts = sample.outcome() == Outcome.CUT ? cut : isBad ? bad : good;
        counts[index(instant)]++;
        addEnd(sample);
    }

    private void addEnd(Sample sample) {
        if (!range.contains(sample.end())) {
            return;
        }
        ended[index(sample.end())]++;
        if (sample.outcome() == Outcome.OK) {
            served[index(sample.end())]++;
        }
    }

    /** Counts a user that began in the range. */
    void arrival(long at) {
        if (range.contains(at)) {
            arrived[index(at)]++;
        }
    }

    /** Users that began in the slice; none of a built-in simulation. */
    int arrived(int slice) {
        return arrived[slice];
    }

    int count() {
        return good.length;
    }

    int index(long instant) {
        return (int) Math.floorDiv(instant - range.from(), WIDTH);
    }

    /** The beginning of a slice. */
    long from(int slice) {
        return range.from() + slice * WIDTH;
    }

    int good(int slice) {
        return good[slice];
    }

    int bad(int slice) {
        return bad[slice];
    }

    /** Good and bad requests that began in the slice. */
    int begun(int slice) {
        return good[slice] + bad[slice];
    }

    /** Requests of any outcome that began in the slice. */
    int sent(int slice) {
        return good[slice] + bad[slice] + cut[slice];
    }

    boolean anyServed(int slice) {
        return served[slice] > 0;
    }

    int ended(int slice) {
        return ended[slice];
    }

    /** Whoever began in the slice was left waiting: none of them counts as good. */
    void spoil(int slice) {
        bad[slice] += good[slice] + cut[slice];
        good[slice] = 0;
        cut[slice] = 0;
    }
}
