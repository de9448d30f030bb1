package io.blackstart.report;

import java.util.Arrays;
import java.util.List;

/** Values in one line: the lowest block is the least of them, the highest the most. */
final class Sparkline {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String PLAIN = "_.-=+*#@";

    private Sparkline() {}

    /**
     * Draws them.
     *
     * @param values in order; NaN where there is none (a space), infinite is as high as any
     * @param plain without any character beyond ASCII
     */
    static String of(List<Double> values, boolean plain) {
        double[] finite = values.stream()
                .mapToDouble(value -> value)
                .filter(Double::isFinite)
                .toArray();
        double least = Arrays.stream(finite).min().orElse(0);
        double most = Arrays.stream(finite).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (double value : values) {
            line.append(Double.isNaN(value) ? ' ' : (plain ? PLAIN : BLOCKS).charAt(height(value, least, most)));
        }
        return line.toString();
    }

    private static int height(double value, double least, double most) {
        int highest = BLOCKS.length() - 1;
        if (Double.isInfinite(value)) {
            return value > 0 ? highest : 0;
        }
        return most == least ? 0 : (int) Math.round((value - least) / (most - least) * highest);
    }
}
