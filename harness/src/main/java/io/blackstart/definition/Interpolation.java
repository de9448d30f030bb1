package io.blackstart.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Variables in values, as Compose has them: {@code $NAME}, <code>${NAME}</code>, and with {@code :-}, {@code -}, {@code :?},
 * {@code ?}, {@code :+}, {@code +}; {@code $$} is a dollar. Keys are left alone.
 */
final class Interpolation {

    private static final int DEEPEST = 20;
    private static final int MOST_SHOWN = 80;
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final Map<String, String> variables;
    private final Problems problems;
    /** Takes what is said of an unset variable; absent where that is a problem. */
    private final Optional<Consumer<String>> notes;

    private final Set<String> noted = new HashSet<>();
    private int made;

    private Interpolation(Map<String, String> variables, Problems problems, Optional<Consumer<String>> notes) {
        this.variables = variables;
        this.problems = problems;
        this.notes = notes;
    }

    /** Of variables that all have to be there. */
    static Interpolation strict(Map<String, String> variables, Problems problems) {
        return new Interpolation(variables, problems, Optional.empty());
    }

    /** Of variables that are empty where they are not set, as in Compose, which is noted once each. */
    static Interpolation lenient(Map<String, String> variables, Problems problems, Consumer<String> notes) {
        return new Interpolation(variables, problems, Optional.of(notes));
    }

    /** Of one text. */
    String of(String text, Place place) {
        return new Text(text, place, 0).all();
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
        mapping.entries().forEach((key, entry) -> entries.put(key, entry.with(of(entry.value()))));
        return new Value.Mapping(mapping.place(), entries);
    }

    private Value scalar(Value.Scalar scalar) {
        if (scalar.text().indexOf('$') < 0) {
            return scalar;
        }
        String text = of(scalar.text(), scalar.place());
        boolean typed = scalar.type() == Value.Type.WORD && !text.isEmpty();
        return new Value.Scalar(scalar.place(), text, typed ? YamlFile.type(text) : Value.Type.TEXT);
    }

    /** One text, read from left to right. */
    private final class Text {
        private final String text;
        private final Place place;
        private final int depth;
        private int at;

        Text(String text, Place place, int depth) {
            this.text = text;
            this.place = place;
            this.depth = depth;
        }

        String all() {
            StringBuilder out = new StringBuilder();
            while (at < text.length()) {
                char next = text.charAt(at);
                if (next != '$') {
                    out.append(next);
                    at++;
                } else {
                    out.append(counted(dollar()));
                }
            }
            return out.toString();
        }

        /** Variables that hold variables could double without end. */
        private String counted(String value) {
            if (made <= MOST_CHARACTERS && (made += value.length()) > MOST_CHARACTERS) {
                problems.add(place, "variables make this file grow beyond 4 MiB", "expected less");
            }
            return made <= MOST_CHARACTERS ? value : "";
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
                String rest = text.substring(at, Math.min(at + 1, text.length()));
                problems.add(
                        place,
                        "invalid interpolation format: '$" + rest + "' in '" + shortened() + "'",
                        "expected $$ for a dollar, or a variable's name");
                return "";
            }
            return plain(name);
        }

        private String name() {
            int from = at;
            while (at < text.length() && ofName(text.charAt(at), at == from)) {
                at++;
            }
            return text.substring(from, at);
        }

        private static boolean ofName(char c, boolean first) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            return letter || (!first && c >= '0' && c <= '9');
        }

        private String shortened() {
            return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        }

        private String braced() {
            at++;
            String name = name();
            int close = close();
            if (name.isEmpty() || close < 0) {
                problems.add(place, "an unfinished variable in '" + shortened() + "'", "expected ${NAME}");
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
            if (value.isEmpty()) {
                unset(name);
            }
            return value.orElse("");
        }

        private void unset(String name) {
            if (notes.isEmpty()) {
                problems.unknown(place, "the parameter", name, variables.keySet());
            } else if (noted.add(name)) {
                notes.get().accept(place + ": the variable " + name + " is not set; it is empty here");
            }
        }

        private String modified(String name, String rest) {
            boolean colon = rest.startsWith(":");
            String operator = rest.substring(0, Math.min(rest.length(), colon ? 2 : 1));
            String word = rest.substring(operator.length());
            String value = variables.get(name);
            boolean present = value != null && !(colon && value.isEmpty());
            return switch (operator) {
                case "-", ":-" -> present ? value : inner(word);
                case "+", ":+" -> present ? inner(word) : "";
                case "?", ":?" -> present ? value : missing(name, inner(word));
                default -> {
                    problems.add(
                            place, "'" + operator + "' after a variable's name", "expected one of :- - :? ? :+ + or }");
                    yield "";
                }
            };
        }

        private String inner(String word) {
            if (depth < DEEPEST) {
                return new Text(word, place, depth + 1).all();
            }
            problems.add(place, "variables are nested more than " + DEEPEST + " deep", "expected fewer levels");
            return "";
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
