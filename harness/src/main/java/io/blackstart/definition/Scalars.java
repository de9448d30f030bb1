package io.blackstart.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Readers of single values: each reports what it cannot take. */
final class Scalars {

    private Scalars() {}

    static Optional<String> text(Value value, Problems problems) {
        if (value instanceof Value.Scalar scalar && scalar.type() != Value.Type.NULL) {
            return Optional.of(scalar.text());
        }
        return bad(value, problems, "a word");
    }

    /** A command and its arguments, which no shell reads: a string would be one word, and its spaces part of it. */
    static Optional<List<String>> words(Value value, Problems problems) {
        if (!(value instanceof Value.Items items)) {
            return bad(value, problems, "a list of words, such as " + example(value));
        }
        if (items.items().isEmpty()) {
            problems.add(value.place(), "an empty list", "expected a command and its arguments");
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        items.items().forEach(item -> text(item, problems).ifPresent(words::add));
        return words.size() == items.items().size() ? Optional.of(List.copyOf(words)) : Optional.empty();
    }

    private static String example(Value value) {
        boolean plain = value instanceof Value.Scalar scalar
                && !value.isNull()
                && scalar.text().matches("[\\w./= -]{1,80}")
                && !scalar.text().isBlank();
        return plain
                ? "[" + String.join(", ", ((Value.Scalar) value).text().strip().split("\\s+")) + "]"
                : "[touch, /tmp/x]";
    }

    static Optional<Long> integer(Value value, Problems problems) {
        if (value instanceof Value.Scalar scalar && scalar.text().matches("[-+]?\\d{1,18}")) {
            return Optional.of(Long.parseLong(scalar.text()));
        }
        return bad(value, problems, "a whole number");
    }

    /** A whole number within bounds. */
    static BiFunction<Value, Problems, Optional<Long>> within(long least, long most) {
        return (value, problems) -> integer(value, problems).filter(number -> {
            boolean fine = number >= least && number <= most;
            if (!fine) {
                bad(value, problems, least + " to " + most);
            }
            return fine;
        });
    }

    /** The permissions of a file. */
    static Optional<Integer> mode(Value value, Problems problems) {
        String octal = value instanceof Value.Scalar scalar ? scalar.text().replaceFirst("^0o?", "") : "";
        return octal.matches("[0-7]{3,4}")
                ? Optional.of(Integer.parseInt(octal, 8))
                : bad(value, problems, "an octal mode such as 0440");
    }

    /** A whole number from 1 to 65535. */
    static Optional<Integer> port(Value value, Problems problems) {
        if (value instanceof Value.Scalar scalar && scalar.text().matches("\\d{1,5}")) {
            int port = Integer.parseInt(scalar.text());
            if (port >= 1 && port <= 65_535) {
                return Optional.of(port);
            }
        }
        return bad(value, problems, "a port from 1 to 65535");
    }

    /** A path of HTTP. Source: RFC 3986, 3.3: segments of unreserved and reserved characters, without a query. */
    static Optional<String> path(Value value, Problems problems) {
        if (value instanceof Value.Scalar scalar && scalar.text().matches("(/[A-Za-z0-9._~!$&'()*+,;=:@-]+)+")) {
            return Optional.of(scalar.text());
        }
        return bad(value, problems, "a path such as /alertmanager");
    }

    static Optional<Double> number(Value value, Problems problems) {
        if (value instanceof Value.Scalar scalar && scalar.text().matches("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}")) {
            return Optional.of(Double.parseDouble(scalar.text()));
        }
        return bad(value, problems, "a number");
    }

    static Optional<Boolean> bool(Value value, Problems problems) {
        if (value instanceof Value.Scalar scalar && scalar.text().matches("(?i)true|false")) {
            return Optional.of(Boolean.parseBoolean(scalar.text()));
        }
        return bad(value, problems, "true or false");
    }

    static Optional<Duration> duration(Value value, Problems problems) {
        Optional<Duration> duration =
                value instanceof Value.Scalar scalar ? Units.duration(scalar.text()) : Optional.empty();
        return duration.isPresent() ? duration : bad(value, problems, "a duration such as 250ms, 2s or 1m30s");
    }

    static Optional<Long> bytes(Value value, Problems problems) {
        OptionalLong bytes = value instanceof Value.Scalar scalar ? Units.bytes(scalar.text()) : OptionalLong.empty();
        return bytes.isPresent() ? Optional.of(bytes.getAsLong()) : bad(value, problems, "a size such as 64m or 1g");
    }

    static Optional<Double> rate(Value value, Problems problems) {
        OptionalDouble rate = value instanceof Value.Scalar scalar ? Units.rate(scalar.text()) : OptionalDouble.empty();
        return rate.isPresent()
                ? Optional.of(rate.getAsDouble())
                : bad(value, problems, "a rate such as 200/s or 12/min");
    }

    static Optional<Double> share(Value value, Problems problems) {
        OptionalDouble share =
                value instanceof Value.Scalar scalar ? Units.ratio(scalar.text()) : OptionalDouble.empty();
        return share.isPresent() && share.getAsDouble() > 0
                ? Optional.of(share.getAsDouble())
                : bad(value, problems, "a share above 0 % and up to 100 %, such as 50%");
    }

    private static <T> Optional<T> bad(Value value, Problems problems, String expected) {
        problems.add(value.place(), "found " + value.kind(), "expected " + expected);
        return Optional.empty();
    }
}
