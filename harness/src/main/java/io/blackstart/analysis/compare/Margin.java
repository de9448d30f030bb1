package io.blackstart.analysis.compare;

import java.util.List;

/**
 * How much worse is not yet a regression: a share of what was before, and never less than what nobody would call one. The
 * share is of the badness: of a ratio, what it lacks to 1.
 *
 * @param share 0 and more; 0.1 is 10 %
 */
public record Margin(double share) {

    /** Where nobody says otherwise. */
    public static final Margin USUAL = new Margin(0.1);

    private static final double LATENCY_SECONDS = 0.002;
    private static final double COURSE_SECONDS = 0.05;
    private static final double RATIO = 0.001;

    public Margin {
        if (!(share >= 0) || Double.isInfinite(share)) {
            throw new IllegalArgumentException("a margin must be >= 0 and finite, was " + share);
        }
    }

    /** In the figure's unit, from what it was before. */
    double of(FigureKey key, List<Measure> before) {
        double median = Measure.median(before);
        double relative = Double.isInfinite(median) ? 0 : Math.abs(median) * share;
        return share == 0 ? 0 : Math.max(relative, least(key));
    }

    /** Latencies 2 ms, times of an outage's course 50 ms, ratios 0.1 %, counts nothing: one more lost write is one more. */
    private static double least(FigureKey key) {
        return switch (key.unit()) {
            case SECONDS -> latency(key.figure()) ? LATENCY_SECONDS : COURSE_SECONDS;
            case RATIO -> RATIO;
            case COUNT -> 0;
        };
    }

    private static boolean latency(String figure) {
        String percentile = figure.startsWith("answer.") ? figure.substring("answer.".length()) : figure;
        return percentile.equals("max") || percentile.matches("p[0-9.]+");
    }
}
