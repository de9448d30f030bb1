package io.blackstart.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Success in sliding windows, one beginning with each slice: a window lasts {@code width} or until it has
 * {@link #ARRIVALS} arrivals, whichever is longer.
 */
final class Windows {

    /** Fewer tell nothing about a ratio of 99 %. */
    static final int ARRIVALS = 50;

    private final Slices slices;
    private final IntUnaryOperator all;
    private final int width;

    Windows(Slices slices, long width) {
        this(slices, slices::begun, width);
    }

    private Windows(Slices slices, IntUnaryOperator all, long width) {
        this.slices = slices;
        this.all = all;
        this.width = (int) Math.max(1, width / Slices.WIDTH);
    }

    /** Over arrivals instead of requests: each bad request may have spoilt one of them, and kept it from asking on. */
    static Windows ofArrivals(Slices slices, long width) {
        return new Windows(slices, slices::arrived, width);
    }

    private interface Visitor {
        void window(int from, int to, long good, long all);
    }

    /**
     * One window.
     *
     * @param range when it was
     * @param good requests (or arrivals) in it that were not bad
     * @param all requests (or arrivals) in it
     */
    record Window(Range range, long good, long all) {

        double success() {
            return (double) good / all;
        }
    }

    /** The first of those with the lowest success; absent where no window is full. */
    Optional<Window> worst() {
        List<Window> worst = new ArrayList<>(1);
        forEach((from, to, good, all) -> {
            if (worst.isEmpty() || (double) good / all < worst.get(0).success()) {
                worst.clear();
                worst.add(new Window(new Range(slices.from(from), slices.from(to)), good, all));
            }
        });
        return worst.stream().findFirst();
    }

    /** The slices that lie in a window whose success is below {@code ratio}. */
    BitSet below(double ratio) {
        BitSet below = new BitSet(slices.count());
        forEach((from, to, good, all) -> {
            if (good < ratio * all) {
                below.set(from, to);
            }
        });
        return below;
    }

    /** Two pointers: {@code to} only ever moves right. What is left at the end lengthens the last full window. */
    private void forEach(Visitor visitor) {
        long bad = 0;
        long sum = 0;
        int to = 0;
        for (int from = 0; from < slices.count(); from++) {
            while (to < slices.count() && (to - from < width || sum < ARRIVALS)) {
                bad += slices.bad(to);
                sum += all.applyAsInt(to++);
            }
            if (to - from < width || sum < ARRIVALS) {
                lastWindow(visitor, Math.max(0, from - 1));
                return;
            }
            visitor.window(from, to, sum - Math.min(bad, sum), sum);
            bad -= slices.bad(from);
            sum -= all.applyAsInt(from);
        }
    }

    private void lastWindow(Visitor visitor, int from) {
        long bad = 0;
        long sum = 0;
        for (int slice = from; slice < slices.count(); slice++) {
            bad += slices.bad(slice);
            sum += all.applyAsInt(slice);
        }
        if (sum >= ARRIVALS) {
            visitor.window(from, slices.count(), sum - Math.min(bad, sum), sum);
        }
    }
}
