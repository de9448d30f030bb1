package io.blackstart.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML value and its place. */
sealed interface Value {

    Place place();

    /** How a message names its kind. */
    String kind();

    /** What a scalar resolved to by YAML 1.2's core schema. */
    enum Type {
        /** Quoted, or said to be text: whatever it holds, it stays text. */
        TEXT,
        /** Text without quotes: what variables make of it is typed again. */
        WORD,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** A scalar, as written, with its type. */
    record Scalar(Place place, String text, Type type) implements Value {
        @Override
        public String kind() {
            return type == Type.NULL ? "nothing" : "'" + text + "'";
        }
    }

    /** A sequence. */
    record Items(Place place, List<Value> items) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** How a value is laid over that of an earlier file, by Compose's tags. */
    enum Laying {
        MERGED,
        /** {@code !reset}: the key is as if it had never been written. */
        RESET,
        /** {@code !override}: nothing of the earlier value stays. */
        OVERRIDE
    }

    /** A key, where it stands, its value, and how that is laid over an earlier one. */
    record Entry(Place key, Value value, Laying laying) {

        Entry(Place key, Value value) {
            this(key, value, Laying.MERGED);
        }

        Entry with(Value other) {
            return new Entry(key, other, laying);
        }
    }

    /** A mapping, in the order of the file. */
    record Mapping(Place place, Map<String, Entry> entries) implements Value {
        @Override
        public String kind() {
            return "a mapping";
        }

        static Mapping empty(Place place) {
            return new Mapping(place, new LinkedHashMap<>());
        }
    }

    /** Whether nothing is written. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.type() == Type.NULL;
    }
}
