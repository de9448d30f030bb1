package io.blackstart.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Nanoseconds as the seconds of reports: rounded to the microsecond, so that the same run always reads the same. */
final class Seconds {

    static final long SECOND = 1_000_000_000L;
    static final long MILLISECOND = 1_000_000L;

    private Seconds() {}

    static double of(long nanos) {
        return Math.round(nanos / 1_000.0) / 1_000_000.0;
    }

    /** As people read it, such as {@code 0.5 s}. */
    static String text(long nanos) {
        return BigDecimal.valueOf(nanos, 9)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }
}
