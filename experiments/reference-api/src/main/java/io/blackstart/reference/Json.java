package io.blackstart.reference;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes flat JSON objects, which is all that this API has to say. */
final class Json {
    private Json() {}

    /** The object on one line, keys in the map's order; numbers and booleans bare, everything else as a string. */
    static String object(Map<String, ?> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + value(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        boolean bare = value instanceof Number || value instanceof Boolean || value == null;
        return bare ? String.valueOf(value) : quoted(value.toString());
    }

    private static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            append(json, text.charAt(i));
        }
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c < ' ') {
            json.append(String.format("\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }
}
