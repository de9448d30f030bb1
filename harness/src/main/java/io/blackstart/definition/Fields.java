package io.blackstart.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The keys of a mapping, read one by one. What nobody asked for is a problem at the {@link #end}, with the nearest key that
 * was asked for; extension keys ({@code x-…}) are free only where the format is Compose's.
 */
final class Fields {

    private final Value.Mapping mapping;
    private final Problems problems;
    private final String what;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(Value.Mapping mapping, Problems problems, String what) {
        this.mapping = mapping;
        this.problems = problems;
        this.what = what;
    }

    /**
     * Of a value that has to be a mapping; where it is none, that is a problem and the fields are empty.
     *
     * @param what it is, for messages, such as {@code a service}
     */
    static Fields of(Value value, Problems problems, String what) {
        if (value instanceof Value.Mapping mapping) {
            return new Fields(mapping, problems, what);
        }
        problems.add(value.place(), "found " + value.kind(), "expected " + what + " as a mapping");
        return new Fields(Value.Mapping.empty(value.place()), problems, what);
    }

    Place place() {
        return mapping.place();
    }

    boolean has(String key) {
        known.add(key);
        return mapping.entries().containsKey(key);
    }

    Place placeOf(String key) {
        Value.Entry entry = mapping.entries().get(key);
        return entry == null ? place() : entry.key();
    }

    /** The value of a key; empty where it is not there or nothing is written. */
    Optional<Value> take(String key) {
        known.add(key);
        return Optional.ofNullable(mapping.entries().get(key))
                .map(Value.Entry::value)
                .filter(value -> !value.isNull());
    }

    /** The value of a key that has to be there. */
    Optional<Value> need(String key, String expected) {
        Optional<Value> value = take(key);
        if (value.isEmpty()) {
            problems.add(place(), what + " has no '" + key + "'", "expected " + expected);
        }
        return value;
    }

    /** The value of a key, read by a reader of {@link Scalars}. */
    <T> Optional<T> take(String key, BiFunction<Value, Problems, Optional<T>> reader) {
        return take(key).flatMap(value -> reader.apply(value, problems));
    }

    /** The values of a list, or of one value that stands for a list of one. */
    List<Value> list(String key) {
        return take(key).map(Fields::items).orElse(List.of());
    }

    static List<Value> items(Value value) {
        return value instanceof Value.Items items ? items.items() : List.of(value);
    }

    /** The texts of a list, or of one value that stands for a list of one. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        list(key).forEach(item -> Scalars.text(item, problems).ifPresent(texts::add));
        return texts;
    }

    /** The entries of a mapping. */
    Map<String, Value.Entry> entries(String key, String expected) {
        Optional<Value> value = take(key);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof Value.Mapping inner) {
            return inner.entries();
        }
        problems.add(value.get().place(), "found " + value.get().kind() + " for '" + key + "'", "expected " + expected);
        return Map.of();
    }

    Map<String, Value.Entry> all() {
        return mapping.entries();
    }

    /** Keys that the format has and that cannot be done yet. */
    void notYet(String... keys) {
        for (String key : keys) {
            if (has(key)) {
                problems.notYet(placeOf(key), "'" + key + "'");
            }
        }
    }

    /** Keys that are refused, with the reason. */
    void refuse(String key, String reason) {
        if (has(key)) {
            problems.add(placeOf(key), "'" + key + "' is refused: " + reason, "leave it out");
        }
    }

    /** Keys without an effect here: each that is there. */
    Map<String, Place> ignored(String... keys) {
        Map<String, Place> there = new LinkedHashMap<>();
        for (String key : keys) {
            if (has(key)) {
                there.put(key, placeOf(key));
            }
        }
        return there;
    }

    /** Keys of which at most one may be there. */
    void oneOf(String... keys) {
        List<String> there = Stream.of(keys).filter(this::has).toList();
        if (there.size() > 1) {
            problems.add(
                    placeOf(there.get(1)),
                    what + " with '" + String.join("' and '", there) + "'",
                    "expected only one of " + String.join(", ", keys));
        }
    }

    /** Everything was asked for. */
    void end() {
        endBut(key -> false);
    }

    /** Everything was asked for but {@code x-…}, which Compose leaves free in each of its mappings. */
    void endWithExtensions() {
        endBut(key -> key.startsWith("x-"));
    }

    private void endBut(Predicate<String> free) {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key) && !free.test(key)) {
                problems.unknown(entry.key(), "the key", key, known);
            }
        });
    }
}
