package io.blackstart.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variables in values, as Compose has them: {@code $NAME}, <code>${NAME}</code>, and with {@code :-}, {@code -}, {@code :?},
 * {@code ?}, {@code :+}, {@code +}; {@code $$} is a dollar. Keys are left alone.
 */
final class Interpolation {

    private final Map<String, String> variables;
    private final boolean strict;
    private final Problems problems;

    /**
     * Of variables.
     *
     * @param strict whether an unset variable is a problem; else it is empty, as in Compose
     */
    Interpolation(Map<String, String> variables, boolean strict, Problems problems) {
        this.variables = variables;
        this.strict = strict;
        this.problems = problems;
    }

    Value of(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar(scalar);
        }
        if (value instanceof Value.Items items) {
            List<Value> all = new ArrayList<>();
            items.items().forEach(item -> all.add(of(item)));
            return new Value.Items(items.place(), all);
        }
        Value.Mapping mapping = (Value.Mapping) value;
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> entries.put(key, new Value.Entry(entry.key(), of(entry.value()))));
        return new Value.Mapping(mapping.place(), entries);
    }

    private Value scalar(Value.Scalar scalar) {
        if (scalar.text().indexOf('$') < 0) {
            return scalar;
        }
        String text = new Text(scalar.text(), scalar.place()).all();
        // Quotes cannot be seen any more, so what a variable held decides: "${PORT}" may be a number.
        return new Value.Scalar(scalar.place(), text, text.isEmpty() ? Value.Type.TEXT : YamlFile.type(text));
    }

    /** One text, read from left to right. */
    private final class Text {
        private final String text;
        private final Place place;
        private int at;

        Text(String text, Place place) {
            this.text = text;
            this.place = place;
        }

        String all() {
            StringBuilder out = new StringBuilder();
            while (at < text.length()) {
                char next = text.charAt(at);
                if (next != '$') {
                    out.append(next);
                    at++;
                } else {
                    out.append(dollar());
                }
            }
            return out.toString();
        }

        private String dollar() {
            at++;
            if (at < text.length() && text.charAt(at) == '$') {
                at++;
                return "$";
            }
            if (at < text.length() && text.charAt(at) == '{') {
                return braced();
            }
            String name = name();
            if (name.isEmpty()) {
                problems.add(place, "a lonely $ in '" + text + "'", "expected $$ for a dollar, or a variable's name");
                return "";
            }
            return plain(name);
        }

        private String name() {
            int from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return text.substring(from, at);
        }

        private String braced() {
            at++;
            String name = name();
            int close = close();
            if (name.isEmpty() || close < 0) {
                problems.add(place, "an unfinished variable in '" + text + "'", "expected ${NAME}");
                at = text.length();
                return "";
            }
            String rest = text.substring(at, close);
            at = close + 1;
            return rest.isEmpty() ? plain(name) : modified(name, rest);
        }

        /** The brace that closes this variable: defaults may hold variables themselves. */
        private int close() {
            int depth = 0;
            for (int i = at; i < text.length(); i++) {
                if (text.charAt(i) == '{') {
                    depth++;
                } else if (text.charAt(i) == '}' && depth-- == 0) {
                    return i;
                }
            }
            return -1;
        }

        private String plain(String name) {
            Optional<String> value = Optional.ofNullable(variables.get(name));
            if (value.isEmpty() && strict) {
                problems.unknown(place, "the parameter", name, variables.keySet());
            }
            return value.orElse("");
        }

        private String modified(String name, String rest) {
            boolean colon = rest.startsWith(":");
            String operator = rest.substring(0, Math.min(rest.length(), colon ? 2 : 1));
            String word = rest.substring(operator.length());
            String value = variables.get(name);
            boolean present = value != null && !(colon && value.isEmpty());
            return switch (operator) {
                case "-", ":-" -> present ? value : new Text(word, place).all();
                case "+", ":+" -> present ? new Text(word, place).all() : "";
                case "?", ":?" -> present ? value : missing(name, new Text(word, place).all());
                default -> {
                    problems.add(
                            place, "'" + rest + "' after a variable's name", "expected one of :- - :? ? :+ + or }");
                    yield "";
                }
            };
        }

        private String missing(String name, String message) {
            problems.add(
                    place,
                    "the variable " + name + " is not set" + (message.isEmpty() ? "" : ": " + message),
                    "expected it in the environment or in .env");
            return "";
        }
    }
}
