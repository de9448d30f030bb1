package io.blackstart.analysis.prediction;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;

/**
 * A range of durations.
 *
 * @param low not negative
 * @param high absent: unbounded
 */
record Span(Duration low, Optional<Duration> high) {

    /** What no configuration says, and is not nothing: connecting, refusing, waking up, the fault's own act. */
    static final Duration ALLOWED = Duration.ofMillis(100);

    static Span between(Duration low, Duration high) {
        return new Span(low, Optional.of(high));
    }

    static Span atLeast(Duration low) {
        return new Span(low, Optional.empty());
    }

    /** One of both, nobody knows which. */
    Span or(Span other) {
        return new Span(min(low, other.low), both(other, Span::max));
    }

    /** The longer of both. */
    Span worst(Span other) {
        return new Span(max(low, other.low), both(other, Span::max));
    }

    /** With {@link #ALLOWED} either way. */
    Span loosened() {
        return new Span(less(low, ALLOWED), high.map(ALLOWED::plus));
    }

    private Optional<Duration> both(Span other, BinaryOperator<Duration> which) {
        return high.flatMap(one -> other.high.map(two -> which.apply(one, two)));
    }

    OptionalDouble lowSeconds() {
        return OptionalDouble.of(seconds(low));
    }

    OptionalDouble highSeconds() {
        return high.map(Span::seconds).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static double seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 9).doubleValue();
    }

    static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The difference, not less than nothing. */
    static Duration less(Duration one, Duration other) {
        return max(Duration.ZERO, one.minus(other));
    }

    /** So many times, and more or less by a share. */
    static Duration times(Duration time, double factor) {
        return Duration.ofNanos(Math.round(time.toNanos() * factor));
    }

    /** As people read it. */
    static String text(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros();
        return (seconds.scale() < 0 ? seconds.setScale(0) : seconds).toPlainString() + " s";
    }
}
