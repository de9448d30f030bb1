package io.blackstart.objective;

import io.blackstart.journal.Sign;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A figure that objectives bound; CONTRACT's table defines each.
 *
 * @param key as written in experiment files, such as {@code answer.p99}
 * @param unit seconds, ratio or count
 * @param sign what has to be seen; of {@code detection} only
 */
public record Figure(String key, Unit unit, Optional<Sign> sign) {

    /** A figure that waits for no sign. */
    public Figure(String key, Unit unit) {
        this(key, unit, Optional.empty());
    }

    /** From a fault's effect until it was noticed by that sign. */
    public static Figure detection(Sign sign) {
        return new Figure("detection", Unit.SECONDS, Optional.of(sign));
    }

    /** The units of figures: always these. */
    public enum Unit {
        SECONDS("s"),
        RATIO("ratio"),
        COUNT("count");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }

        /** As written in {@code report.json}. */
        public String symbol() {
            return symbol;
        }
    }

    private static final List<String> SECONDS_KEYS = List.of(
            "failover", "downtime", "brownout", "redundancy", "recovered", "rpo", "mttd", "rto.fault", "rto.detection");
    private static final List<String> RATIO_KEYS = List.of("success", "worstWindow");
    private static final List<String> COUNT_KEYS = List.of(
            "lostWrites",
            "lostAfter",
            "duplicatedWrites",
            "resurrectedWrites",
            "staleWrites",
            "unknownWrites",
            "falseAlarms");
    private static final List<String> PERCENTILES = List.of("p50", "p75", "p90", "p95", "p99", "p99.9", "max");

    /** Figures of single requests, which {@code requests:} may bound by name. */
    public static final List<Figure> OF_REQUESTS = Stream.of(
                    RATIO_KEYS.stream().map(key -> new Figure(key, Unit.RATIO)),
                    PERCENTILES.stream().map(key -> new Figure(key, Unit.SECONDS)),
                    PERCENTILES.stream().map(key -> new Figure("answer." + key, Unit.SECONDS)))
            .flatMap(figures -> figures)
            .toList();

    /** Every figure. */
    public static final List<Figure> ALL = Stream.of(
                    SECONDS_KEYS.stream().map(key -> new Figure(key, Unit.SECONDS)),
                    COUNT_KEYS.stream().map(key -> new Figure(key, Unit.COUNT)),
                    OF_REQUESTS.stream())
            .flatMap(figures -> figures)
            .toList();

    /** Figures that are defined and that nothing measures yet: refused, with these words. */
    public static final List<String> NOT_YET = List.of("rto.declaration");

    /** The figure of that key. */
    public static Optional<Figure> of(String key) {
        return ALL.stream().filter(figure -> figure.key().equals(key)).findFirst();
    }
}
