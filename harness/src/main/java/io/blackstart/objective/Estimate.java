package io.blackstart.objective;

import java.util.OptionalDouble;

/**
 * A measured figure with the interval in which the truth lies, in the figure's unit.
 *
 * @param value best value; absent where it was cut off or could not be measured
 * @param low lower end; for a censored figure what was seen so far
 * @param high upper end; absent where unbounded
 * @param censored cut off by the end of the watch
 * @param method one line: how it was measured, or why it could not be
 */
public record Estimate(OptionalDouble value, OptionalDouble low, OptionalDouble high, boolean censored, String method) {

    /** A measured value and its interval. */
    public static Estimate of(double value, double low, double high, String method) {
        return new Estimate(OptionalDouble.of(value), OptionalDouble.of(low), OptionalDouble.of(high), false, method);
    }

    /** A count or census: low = value = high. */
    public static Estimate exactly(double value, String method) {
        return of(value, value, value, method);
    }

    /** Cut off: at least {@code low}. */
    public static Estimate censored(double low, String method) {
        return new Estimate(OptionalDouble.empty(), OptionalDouble.of(low), OptionalDouble.empty(), true, method);
    }

    /** Not measurable, with the reason. Never a zero. */
    public static Estimate unmeasured(String reason) {
        return new Estimate(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), false, reason);
    }
}
