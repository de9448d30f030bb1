package io.blackstart.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as people write them, with as many digits as a person would read. Empty where it is none. */
final class Units {

    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,30}(?:\\.\\d{1,30})?)(us|µs|ms|s|m|h)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,30}(?:\\.\\d{1,30})?)\\s*([a-zA-Z]*)");
    private static final Pattern IEC = Pattern.compile("([kKMGT]?)i?B");
    private static final Pattern RATE = Pattern.compile("(\\d{1,30}(?:\\.\\d{1,30})?)\\s*/\\s*(s|min|h)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,30}(?:\\.\\d{1,30})?)\\s*%");
    private static final Pattern PLAIN = Pattern.compile("\\d{1,30}(?:\\.\\d{1,30})?");
    private static final Map<String, Long> NANOS = Map.of(
            "us",
            1_000L,
            "µs",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final Map<String, Double> SECONDS = Map.of("s", 1.0, "min", 60.0, "h", 3600.0);
    private static final String KMGT = "kmgt";

    private Units() {}

    /** {@code 250ms}, {@code 2s}, {@code 1m30s}; at most a year. */
    static Optional<Duration> duration(String text) {
        Matcher part = DURATION_PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
            end = part.end();
        }
        boolean whole = end == text.length() && end > 0;
        boolean possible =
                nanos.compareTo(BigDecimal.valueOf(Duration.ofDays(365).toNanos())) <= 0;
        return whole && possible ? Optional.of(Duration.ofNanos(nanos.longValue())) : Optional.empty();
    }

    /** As Compose has it: {@code 64m}, {@code 1gb}, {@code 512}; always powers of 1024, and never more than there are numbers for. */
    static OptionalLong bytes(String text) {
        Matcher matched = BYTES.matcher(text.strip());
        if (!matched.matches()) {
            return OptionalLong.empty();
        }
        String unit = matched.group(2).toLowerCase(Locale.ROOT).replaceFirst("i?b$", "");
        int power = unit.isEmpty() ? 0 : unit.length() == 1 ? KMGT.indexOf(unit) + 1 : -1;
        if (power < 0 || (power == 0 && !unit.isEmpty())) {
            return OptionalLong.empty();
        }
        BigDecimal bytes = new BigDecimal(matched.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        return whole(bytes);
    }

    private static OptionalLong whole(BigDecimal bytes) {
        return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? OptionalLong.empty()
                : OptionalLong.of(bytes.longValue());
    }

    /** {@code 10KB} (1000), {@code 10KiB} (1024), {@code 512}: units of the IEC, as ISO 80000-13 has them. */
    static OptionalLong size(String text) {
        Matcher matched = BYTES.matcher(text.strip());
        if (!matched.matches()) {
            return OptionalLong.empty();
        }
        String unit = matched.group(2);
        Matcher prefixed = IEC.matcher(unit);
        if (!unit.isEmpty() && !prefixed.matches()) {
            return OptionalLong.empty();
        }
        int power = unit.isEmpty() || prefixed.group(1).isEmpty()
                ? 0
                : KMGT.indexOf(prefixed.group(1).toLowerCase(Locale.ROOT)) + 1;
        long base = unit.contains("i") ? 1024 : 1000;
        return whole(new BigDecimal(matched.group(1))
                .multiply(BigDecimal.valueOf(base).pow(power)));
    }

    /** {@code 200/s}, {@code 12/min}: a second. */
    static OptionalDouble rate(String text) {
        Matcher matched = RATE.matcher(text);
        return matched.matches()
                ? OptionalDouble.of(Double.parseDouble(matched.group(1)) / SECONDS.get(matched.group(2)))
                : OptionalDouble.empty();
    }

    /** {@code 99.9%} or {@code 0.999}; from 0 to 1. */
    static OptionalDouble ratio(String text) {
        Matcher percent = PERCENT.matcher(text);
        double value = Double.NaN;
        if (percent.matches()) {
            value = new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue();
        } else if (PLAIN.matcher(text).matches()) {
            value = Double.parseDouble(text);
        }
        return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
