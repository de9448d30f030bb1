package io.blackstart.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shares as people read them. */
final class Percent {

    private Percent() {}

    /** In percent, with the decimals that it has, three at most: 0.95 is {@code 95}. */
    static String text(double share) {
        return BigDecimal.valueOf(share * 100)
                .setScale(3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
