package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.util.BitSet;

/**
 * Requests counted in slices of {@link #WIDTH}: what lets an hour of load be judged without keeping its requests. By
 * slice of start: how many were good, bad, cut; by slice of end: how many succeeded, how many ended at all.
 */
final class Slices {

    /** Fine enough that windows of a second see no edge of their own; an hour has 720,000 of them. */
    static final long WIDTH = 5 * Seconds.MILLISECOND;

    private final Range range;
    private final int count;
    private final Counts good;
    private final Counts bad;
    private final Counts cut;
    private final Counts ended;
    private final Counts arrived;
    private final BitSet served;

    Slices(Range range) {
        this.range = range;
        count = Math.toIntExact((range.length() + WIDTH - 1) / WIDTH);
        good = new Counts(count);
        bad = new Counts(count);
        cut = new Counts(count);
        ended = new Counts(count);
        arrived = new Counts(count);
        served = new BitSet(count);
    }

    /** Counts a request that began in the range at {@code instant}, and its end. */
    void add(Sample sample, long instant, boolean isBad) {
        if (range.contains(instant)) {
            begin(sample, instant, isBad);
            if (range.contains(sample.end())) {
                end(sample);
            }
        }
    }

    /** Counts only that it began, at {@code instant}, which must be in the range. */
    void begin(Sample sample, long instant, boolean isBad) {
        Counts counts = sample.outcome() == Outcome.CUT ? cut : isBad ? bad : good;
        counts.add(within(instant), 1);
    }

    private void end(Sample sample) {
        int slice = within(sample.end());
        ended.add(slice, 1);
        if (sample.outcome() == Outcome.OK) {
            served.set(slice);
        }
    }

    /** Counts a user that began in the range. */
    void arrival(long at) {
        if (range.contains(at)) {
            arrived.add(within(at), 1);
        }
    }

    /** Users that began in the slice; none of a built-in simulation. */
    int arrived(int slice) {
        return arrived.get(slice);
    }

    int count() {
        return count;
    }

    private int within(long instant) {
        return (int) ((instant - range.from()) / WIDTH);
    }

    /** The slice of an instant, which may be before the first or after the last. */
    int index(long instant) {
        return (int) Math.floorDiv(instant - range.from(), WIDTH);
    }

    /** The beginning of a slice. */
    long from(int slice) {
        return range.from() + slice * WIDTH;
    }

    int good(int slice) {
        return good.get(slice);
    }

    int bad(int slice) {
        return bad.get(slice);
    }

    /** Good and bad requests that began in the slice. */
    int begun(int slice) {
        return good.get(slice) + bad.get(slice);
    }

    /** Requests of any outcome that began in the slice. */
    int sent(int slice) {
        return begun(slice) + cut.get(slice);
    }

    /** The longest time in the range in which nobody was served, waiting or not; of equals the first. */
    Range longestUnserved(Range within) {
        int begin = Math.max(0, index(within.from()));
        int end = Math.min(count, Math.max(0, index(within.to())));
        int longest = 0;
        int from = begin;
        for (int slice = begin; slice < end; slice++) {
            begin = anyServed(slice) ? slice + 1 : begin;
            if (slice + 1 - begin > longest) {
                longest = slice + 1 - begin;
                from = begin;
            }
        }
        return new Range(from(from), from(from + longest));
    }

    boolean anyServed(int slice) {
        return served.get(slice);
    }

    /** Requests that began in the range and ended in the slice. */
    int ended(int slice) {
        return ended.get(slice);
    }

    /** Whoever began in the slice was left waiting: none of them counts as good. */
    void spoil(int slice) {
        bad.add(slice, good.get(slice) + cut.get(slice));
        good.add(slice, -good.get(slice));
        cut.add(slice, -cut.get(slice));
    }
}
