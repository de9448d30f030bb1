package io.blackstart.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Numbers as reports show them: to the microsecond in files, to what matters for people. */
final class Numbers {

    private static final int FILE_SCALE = 6;

    private Numbers() {}

    /** For files: six decimals, no trailing zeros. */
    static BigDecimal exact(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(FILE_SCALE, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    /** For people, with its unit: {@code 0.412 s}, {@code 99.94 %}, {@code 3}. */
    static String text(double value, String unit) {
        if (Double.isInfinite(value)) {
            return "infinite";
        }
        return switch (unit) {
            case "ratio" -> shorter(value * 100, 3) + " %";
            case "s" -> shorter(value, 3) + " s";
            default -> shorter(value, 3);
        };
    }

    static String text(OptionalDouble value, String unit) {
        return value.isPresent() ? text(value.getAsDouble(), unit) : "?";
    }

    private static String shorter(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
