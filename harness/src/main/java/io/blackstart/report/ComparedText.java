package io.blackstart.report;

import io.blackstart.analysis.compare.Compared;
import io.blackstart.analysis.compare.Difference;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.objective.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured before and now, and the difference, as people read it. */
final class ComparedText {

    private static final double WANTED = 0.95;

    private ComparedText() {}

    /** One value with its interval; of several the least, the median and the most. */
    static String values(List<Measure> measures, Figure.Unit unit) {
        if (measures.isEmpty()) {
            return "–";
        }
        String symbol = unit.symbol();
        if (measures.size() == 1) {
            Measure one = measures.get(0);
            return Double.isInfinite(one.value()) && Double.isFinite(one.low())
                    ? "more than " + Numbers.text(one.low(), symbol)
                    : Numbers.text(one.value(), symbol)
                            + (one.low() == one.high() ? "" : interval(one.low(), one.high(), symbol));
        }
        double[] sorted = measures.stream().mapToDouble(Measure::value).sorted().toArray();
        String least = Numbers.text(sorted[0], symbol);
        String most = Numbers.text(sorted[sorted.length - 1], symbol);
        String spread =
                least.equals(most) ? least : least + " … " + Numbers.text(median(sorted), symbol) + " … " + most;
        return spread + "  (" + measures.size() + ")";
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 || sorted[middle - 1] == sorted[middle]
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }

    private static String interval(double low, double high, String symbol) {
        return "  (" + Numbers.text(low, symbol) + " … " + Numbers.text(high, symbol) + ")";
    }

    /** {@code +1.2 s (0.8 s … 1.6 s)}; where the interval has less than 95 % it says what it has. */
    static String difference(Compared compared) {
        return compared.difference()
                .map(difference -> difference(difference, compared.key().unit().symbol()))
                .orElse("–");
    }

    private static String difference(Difference difference, String symbol) {
        String value = signed(difference.value(), symbol);
        if (difference.low() == difference.high()) {
            return value;
        }
        String interval = "  (" + signed(difference.low(), symbol) + " … " + signed(difference.high(), symbol)
                + confidence(difference);
        return value + interval + ")";
    }

    private static String confidence(Difference difference) {
        if (difference.confidence() >= WANTED) {
            return "";
        }
        return difference.confidence() == 0
                ? "; of these two alone"
                : String.format(Locale.ROOT, "; %.0f %%", Math.floor(difference.confidence() * 100));
    }

    private static String signed(double value, String symbol) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+∞" : "−∞";
        }
        String text = Numbers.text(Math.abs(value), symbol);
        return value > 0 ? "+" + text : value < 0 ? "−" + text : text;
    }
}
