package io.blackstart.analysis.compare;

/**
 * The second's figure less the first's.
 *
 * @param value best value, in the figure's unit
 * @param low lower end
 * @param high upper end
 * @param confidence of the interval, 0 to 1: how often an interval that is made like this holds the difference of what the
 *     repeats are drawn from; 0 for one repeat each, where it is of those two alone
 */
public record Difference(double value, double low, double high, double confidence) {

    Difference negated() {
        return new Difference(-value, -high, -low, confidence);
    }

    /** Whether all of it lies no further from nothing than that. */
    boolean within(double margin) {
        return -margin <= low && high <= margin;
    }
}
