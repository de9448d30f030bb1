package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Request;
import io.blackstart.journal.Bracket;
import io.blackstart.load.Sample;
import java.math.BigDecimal;

/**
 * Instants in seconds since the first planned arrival, to the nanosecond.
 *
 * @param zero the first planned arrival, monotonic nanoseconds
 */
record Instants(long zero) {

    BigDecimal of(long instant) {
        return seconds(instant - zero);
    }

    String text(long instant) {
        return of(instant).toPlainString();
    }

    /** A bracket, or the instant that it comes to. */
    String text(Bracket bracket) {
        return bracket.from() == bracket.to()
                ? "at " + text(bracket.from()) + " s"
                : "within " + text(bracket.from()) + " … " + text(bracket.to()) + " s";
    }

    String text(Range range) {
        return text(range.from()) + " … " + text(range.to()) + " s";
    }

    /** A request as a trace shows it. */
    Request request(String shows, Sample sample) {
        return new Request(
                shows,
                sample.scenario(),
                sample.request(),
                of(sample.intended()),
                of(sample.start()),
                of(sample.end()),
                sample.exact(),
                sample.outcome(),
                sample.status(),
                sample.node());
    }

    /** A length of time. */
    static String length(long nanos) {
        return seconds(nanos).toPlainString() + " s";
    }

    private static BigDecimal seconds(long nanos) {
        BigDecimal seconds = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
