package io.blackstart.analysis.validity;

import java.util.Locale;

/** Figures of evidence, as people read them. */
final class Words {

    static final double SECOND = 1e9;

    private Words() {}

    /** {@code 12.5 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** {@code 0.012 s}. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }

    /** {@code 12.0 s}: an instant of the run. */
    static String instant(long nanos, long zero) {
        return String.format(Locale.ROOT, "%.1f s", (nanos - zero) / SECOND);
    }
}
