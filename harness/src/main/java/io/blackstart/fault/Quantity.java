package io.blackstart.fault;

import java.math.BigDecimal;
import java.time.Duration;

/** What a parameter of a fault measures, and so how it is written. */
public enum Quantity {
    /** A {@link Duration}; bounds are seconds. */
    DURATION("duration", "250ms, 2s, 1m30s"),
    /** A ratio as {@code double}, 0 to 1. */
    SHARE("share", "5% or 0.05"),
    /** Bytes as {@code long}. */
    SIZE("size", "10KB (1000), 10KiB (1024)"),
    /** Bytes a second as {@code long}. */
    BYTE_RATE("bytes a second", "1MB/s"),
    /** A plain number as {@code double}. */
    FACTOR("number", "1.1"),
    /** A whole number as {@code int}. */
    WHOLE("whole number", "503"),
    /** {@code true} or {@code false}. */
    FLAG("true or false", "true"),
    /** One of the constants of an enum, in small letters. */
    CHOICE("choice", ""),
    /** A name or a word. */
    TEXT("text", ""),
    /** A list of words that no shell reads. */
    ARGV("list of words", "[touch, /tmp/here]"),
    /** Lists of nodes, services or zones. */
    GROUPS("lists of names", "[[a], [b, c]]");

    private final String label;
    private final String form;

    Quantity(String label, String form) {
        this.label = label;
        this.form = form;
    }

    /** The unit, for people. */
    public String label() {
        return label;
    }

    /** How it is written; empty where that is plain. */
    public String form() {
        return form;
    }

    /** The number that bounds speak of: seconds, a ratio, bytes; NaN where it is none. */
    double base(Object value) {
        if (value instanceof Duration duration) {
            return duration.toNanos() / 1e9;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A number of this quantity as people write it. */
    public String text(double base) {
        return switch (this) {
            case DURATION -> duration(base);
            case SHARE -> plain(base * 100) + "%";
            case SIZE -> bytes(base);
            case BYTE_RATE -> bytes(base) + "/s";
            default -> plain(base);
        };
    }

    private static String duration(double seconds) {
        if (seconds >= 3600 && seconds % 3600 == 0) {
            return plain(seconds / 3600) + "h";
        }
        return seconds >= 1 || seconds == 0 ? plain(seconds) + "s" : plain(seconds * 1000) + "ms";
    }

    private static String bytes(double bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        int unit = 0;
        double left = bytes;
        while (left >= 1000 && unit < units.length - 1) {
            left /= 1000;
            unit++;
        }
        return plain(left) + units[unit];
    }

    private static String plain(double number) {
        BigDecimal rounded = BigDecimal.valueOf(Math.round(number * 1000), 3).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }
}
