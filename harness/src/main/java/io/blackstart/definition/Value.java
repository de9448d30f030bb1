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
        TEXT,
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

    /** A key, where it stands, and its value. */
    record Entry(Place key, Value value) {}

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
