package io.blackstart.cli;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations for people. */
final class Text {

    private Text() {}

    /** In seconds. */
    static String of(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
