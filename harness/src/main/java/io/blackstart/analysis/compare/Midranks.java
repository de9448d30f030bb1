package io.blackstart.analysis.compare;

import java.util.Arrays;

/** Ranks of values, doubled; equal ones share the middle of theirs. */
final class Midranks {

    private Midranks() {}

    /** Of each value in turn: 2, 4, 6, … where no two are equal. */
    static int[] doubled(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .mapToInt(value -> first(sorted, value) + last(sorted, value))
                .toArray();
    }

    /** The first rank of its equals, from 1. */
    private static int first(double[] sorted, double value) {
        int below = 0;
        while (sorted[below] < value) {
            below++;
        }
        return below + 1;
    }

    private static int last(double[] sorted, double value) {
        int upTo = sorted.length;
        while (sorted[upTo - 1] > value) {
            upTo--;
        }
        return upTo;
    }
}
