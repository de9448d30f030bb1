package io.blackstart.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.objective.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Figures with the values of repeats, as baselines and the history have them: {@code [value, low, high]}, null is infinite. */
final class FiguresJson {

    private static final int DECIMALS = 6;

    private FiguresJson() {}

    /** It is not what was expected there. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static void write(ArrayNode figures, Map<FigureKey, List<Measure>> measures) {
        measures.forEach((key, values) -> {
            ObjectNode figure = figures.addObject();
            figure.put("figure", key.figure());
            key.sign().ifPresent(sign -> figure.put("sign", sign));
            key.request().ifPresent(request -> figure.put("request", request));
            figure.put("unit", key.unit().symbol());
            ArrayNode array = figure.putArray("values");
            values.forEach(measure -> write(array.addArray(), measure));
        });
    }

    private static void write(ArrayNode triple, Measure measure) {
        for (double part : new double[] {measure.value(), measure.low(), measure.high()}) {
            if (Double.isInfinite(part)) {
                triple.addNull();
            } else {
                triple.add(number(part));
            }
        }
    }

    private static BigDecimal number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    static Map<FigureKey, List<Measure>> read(JsonNode figures, String place) throws Unreadable {
        if (!figures.isArray()) {
            throw new Unreadable(place + ": " + kind(figures) + "; expected an array of figures");
        }
        Map<FigureKey, List<Measure>> measures = new LinkedHashMap<>();
        for (int i = 0; i < figures.size(); i++) {
            figure(figures.get(i), place + "[" + i + "]", measures);
        }
        return measures;
    }

    private static void figure(JsonNode figure, String place, Map<FigureKey, List<Measure>> measures)
            throws Unreadable {
        FigureKey key = new FigureKey(
                text(figure, "figure", place), maybe(figure, "sign"), maybe(figure, "request"), unit(figure, place));
        List<Measure> values = new ArrayList<>();
        JsonNode array = figure.path("values");
        if (!array.isArray()) {
            throw new Unreadable(place + ".values: " + kind(array) + "; expected an array of [value, low, high]");
        }
        for (int i = 0; i < array.size(); i++) {
            values.add(measure(array.get(i), place + ".values[" + i + "]"));
        }
        if (measures.put(key, values) != null) {
            throw new Unreadable(place + ": " + key.text() + " stands here twice");
        }
    }

    static String text(JsonNode node, String key, String place) throws Unreadable {
        if (!node.path(key).isTextual()) {
            throw new Unreadable(place + "." + key + ": " + kind(node.path(key)) + "; expected a text");
        }
        return node.get(key).asText();
    }

    private static Optional<String> maybe(JsonNode node, String key) {
        return node.path(key).isTextual() ? Optional.of(node.get(key).asText()) : Optional.empty();
    }

    private static Figure.Unit unit(JsonNode figure, String place) throws Unreadable {
        String symbol = text(figure, "unit", place);
        for (Figure.Unit unit : Figure.Unit.values()) {
            if (unit.symbol().equals(symbol)) {
                return unit;
            }
        }
        throw new Unreadable(place + ".unit: '" + symbol + "'; expected one of "
                + Arrays.stream(Figure.Unit.values()).map(Figure.Unit::symbol).collect(Collectors.joining(", ")));
    }

    private static Measure measure(JsonNode triple, String place) throws Unreadable {
        if (!triple.isArray() || triple.size() != 3) {
            throw new Unreadable(place + ": " + kind(triple) + "; expected [value, low, high]");
        }
        for (JsonNode part : triple) {
            if (!part.isNumber() && !part.isNull()) {
                throw new Unreadable(place + ": " + kind(part) + "; expected a number, or null for no end");
            }
        }
        double value = part(triple.get(0), Double.POSITIVE_INFINITY);
        double low =
                part(triple.get(1), Double.isInfinite(value) ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
        double high = part(triple.get(2), Double.POSITIVE_INFINITY);
        if (low > value || value > high) {
            throw new Unreadable(place + ": " + triple + "; expected low ≤ value ≤ high");
        }
        return new Measure(value, low, high);
    }

    private static double part(JsonNode number, double absent) {
        return number.isNull() ? absent : number.asDouble();
    }

    /** What was found. */
    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "nothing";
            case OBJECT -> "an object";
            case ARRAY -> "an array of " + node.size();
            default -> node.toString();
        };
    }
}
