package io.blackstart.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method as it is nested, before its steps are read: what can be referred to, and where it stands.
 *
 * @param parts of the method, in order
 * @param steps id to the step that it stands for: itself; of a group, its first step
 * @param places where each step and group stands
 */
record Outline(List<Part> parts, Map<String, String> steps, Map<String, Place> places) {

    private static final int DEEPEST = 4;

    /** How the parts of a group follow each other. */
    enum Kind {
        /** All have their turn at the group's start. */
        PARALLEL,
        /** Each has its turn when the one before is over. */
        SEQUENCE
    }

    /**
     * A step, or a group.
     *
     * @param id from the file, else its place from 1, below that of its group
     * @param kind of a group; empty for a step
     * @param parts of a group
     */
    record Part(String id, Value value, Optional<Kind> kind, List<Part> parts) {

        private String firstStep() {
            return parts.isEmpty() ? id : parts.get(0).firstStep();
        }
    }

    static Outline of(Value.Items method, Problems problems) {
        Map<String, Place> places = new LinkedHashMap<>();
        Map<String, String> steps = new LinkedHashMap<>();
        List<Part> parts = new Builder(problems, steps, places).parts(method.items(), "", 0);
        return new Outline(parts, steps, places);
    }

    private record Builder(Problems problems, Map<String, String> steps, Map<String, Place> places) {

        List<Part> parts(List<Value> values, String prefix, int depth) {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                parts.add(part(values.get(i), prefix + (i + 1), depth));
            }
            return List.copyOf(parts);
        }

        private Part part(Value value, String byDefault, int depth) {
            String id = id(value, byDefault);
            if (places.putIfAbsent(id, value.place()) != null) {
                problems.add(value.place(), "a second step with the id '" + id + "'", "expected each id once");
            }
            Optional<Kind> kind = kind(value);
            if (kind.isPresent() && depth == DEEPEST) {
                problems.add(value.place(), "groups in groups, more than " + DEEPEST + " deep", "expected fewer");
            }
            List<Part> inner = kind.isPresent() && depth < DEEPEST
                    ? parts(Fields.items(group(value, kind.get())), id + ".", depth + 1)
                    : List.of();
            Part part = new Part(id, value, kind, inner);
            steps.putIfAbsent(id, part.firstStep());
            return part;
        }

        private String id(Value value, String byDefault) {
            Optional<Value> written = entry(value, "id");
            if (written.isEmpty()) {
                return byDefault;
            }
            Optional<String> id = Scalars.text(written.get(), problems);
            id.filter(text ->
                            text.isBlank() || text.contains("#") || text.lines().count() > 1)
                    .ifPresent(text -> problems.add(
                            written.get().place(),
                            "the id '" + text + "'",
                            "expected one without '#', which counts the times of a step"));
            return id.orElse(byDefault);
        }

        private static Optional<Kind> kind(Value value) {
            for (Kind kind : Kind.values()) {
                if (entry(value, key(kind)).isPresent()) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        private static Value group(Value value, Kind kind) {
            return entry(value, key(kind)).orElseThrow();
        }

        private static Optional<Value> entry(Value value, String key) {
            return value instanceof Value.Mapping mapping && mapping.entries().containsKey(key)
                    ? Optional.of(mapping.entries().get(key).value())
                    : Optional.empty();
        }
    }

    /** The key of a group. */
    static String key(Kind kind) {
        return kind == Kind.PARALLEL ? "parallel" : "sequence";
    }
}
