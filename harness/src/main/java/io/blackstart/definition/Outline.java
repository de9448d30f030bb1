package io.blackstart.definition;

import java.util.ArrayList;
import java.util.HashMap;
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
        List<Part> parts = new Builder(problems, steps, places, new HashMap<>()).parts(method.items(), "", 0);
        return new Outline(parts, steps, places);
    }

    /**
     * Builds it.
     *
     * @param named where ids are written, of those that are no default
     */
    private record Builder(
            Problems problems, Map<String, String> steps, Map<String, Place> places, Map<String, Place> named) {

        List<Part> parts(List<Value> values, String prefix, int depth) {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                parts.add(part(values.get(i), prefix + (i + 1), depth));
            }
            return List.copyOf(parts);
        }

        private Part part(Value value, String byDefault, int depth) {
            String id = id(value, byDefault);
            Optional<Place> own = entry(value, "id").map(Value::place).filter(place -> !id.equals(byDefault));
            Place first = places.putIfAbsent(id, value.place());
            if (first != null) {
                twice(id, first, value.place(), own);
            }
            own.ifPresent(place -> named.putIfAbsent(id, place));
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

        /** Where one of the two has its number for an id, it is the other one's id that is to be changed. */
        private void twice(String id, Place first, Place second, Optional<Place> own) {
            boolean bothNamed = own.isPresent() && named.containsKey(id);
            Place numbered = own.isPresent() ? first : second;
            problems.add(
                    own.or(() -> Optional.ofNullable(named.get(id))).orElse(second),
                    "a second step with the id '" + id + "'"
                            + (bothNamed
                                    ? ""
                                    : ": it is the default id, the number, of that in line " + numbered.line()),
                    bothNamed ? "expected each id once" : "expected another one, or an id for that step");
        }

        private String id(Value value, String byDefault) {
            Optional<Value> written = entry(value, "id");
            if (written.isEmpty()) {
                return byDefault;
            }
            Optional<String> id = Scalars.text(written.get(), problems);
            id.filter(text ->
                            text.isBlank() || text.contains("#") || text.chars().anyMatch(Character::isISOControl))
                    .ifPresent(text -> problems.add(
                            written.get().place(),
                            text.isBlank() ? "an empty id" : "the id '" + text + "'",
                            text.isBlank()
                                    ? "an id must not be empty: leave it out, or give it a name"
                                    : "expected one without '#', which counts the times of a step, in one line"));
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
