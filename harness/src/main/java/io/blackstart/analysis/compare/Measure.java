package io.blackstart.analysis.compare;

import java.util.List;

/**
 * What one repeat measured of a figure. All three may be infinite: what was cut off has no upper end, and a percentile among
 * failures has no value.
 *
 * @param value best value, in the figure's unit
 * @param low lower end of the interval in which the truth lies
 * @param high upper end
 */
public record Measure(double value, double low, double high) {

    public Measure {
        if (Double.isNaN(value) || Double.isNaN(low) || Double.isNaN(high)) {
            throw new IllegalArgumentException("a measure has no NaN, was " + value + " (" + low + " … " + high + ")");
        }
        if (low > value || value > high) {
            throw new IllegalArgumentException(
                    "a measure lies within its interval, was " + value + " (" + low + " … " + high + ")");
        }
    }

    /** A count, or a census: no interval. */
    public static Measure exactly(double value) {
        return new Measure(value, value, value);
    }

    /** The same from the other side: what was more is less. */
    Measure negated() {
        return new Measure(-value, -high, -low);
    }

    /** The middle one of the values, or the middle between two. */
    public static double median(List<Measure> measures) {
        double[] sorted = measures.stream().mapToDouble(Measure::value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 || sorted[middle - 1] == sorted[middle]
                ? sorted[middle]
                : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
