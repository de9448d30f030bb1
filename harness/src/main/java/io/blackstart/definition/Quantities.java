package io.blackstart.definition;

import io.blackstart.fault.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Values of parameters, by what they measure: one method a quantity. */
final class Quantities {

    private Quantities() {}

    static Optional<Object> parse(Parameter parameter, RecordComponent component, Value value, Problems problems) {
        return switch (parameter.quantity()) {
            case DURATION -> duration(parameter, value, problems);
            case SHARE -> share(value, problems);
            case SIZE -> bytes(value, "", "a size such as 10KB (1000) or 10KiB (1024)", problems);
            case BYTE_RATE -> bytes(value, "/s", "bytes a second, such as 1MB/s", problems);
            case FACTOR -> Scalars.number(value, problems).map(number -> number);
            case WHOLE -> Scalars.integer(value, problems).map(Long::intValue);
            case FLAG -> Scalars.bool(value, problems).map(flag -> flag);
            case CHOICE -> choice(component, value, problems);
            case TEXT -> Scalars.text(value, problems).map(text -> text);
            case ARGV -> Scalars.words(value, problems).map(words -> words);
            case GROUPS -> groups(value, problems);
        };
    }

    private static Optional<Object> duration(Parameter parameter, Value value, Problems problems) {
        boolean signed = parameter.least() < 0;
        if (signed && value instanceof Value.Scalar scalar && scalar.text().startsWith("-")) {
            Optional<Duration> length = Units.duration(scalar.text().substring(1));
            if (length.isPresent()) {
                return Optional.of(length.get().negated());
            }
        }
        return Scalars.duration(value, problems).map(length -> length);
    }

    private static Optional<Object> share(Value value, Problems problems) {
        if (value instanceof Value.Scalar scalar && Units.ratio(scalar.text()).isPresent()) {
            return Optional.of(Units.ratio(scalar.text()).getAsDouble());
        }
        problems.add(value.place(), "found " + value.kind(), "expected a share from 0 % to 100 %, such as 5%");
        return Optional.empty();
    }

    private static Optional<Object> bytes(Value value, String suffix, String expected, Problems problems) {
        if (value instanceof Value.Scalar scalar && scalar.text().endsWith(suffix)) {
            String text = scalar.text();
            OptionalLong bytes = Units.size(
                    text.substring(0, text.length() - suffix.length()).strip());
            if (bytes.isPresent()) {
                return Optional.of(bytes.getAsLong());
            }
        }
        problems.add(value.place(), "found " + value.kind(), "expected " + expected);
        return Optional.empty();
    }

    private static Optional<Object> choice(RecordComponent component, Value value, Problems problems) {
        List<Object> constants = List.of(component.getType().getEnumConstants());
        return Scalars.text(value, problems).flatMap(text -> {
            Optional<Object> found = constants.stream()
                    .filter(constant -> name(constant).equals(text))
                    .findFirst();
            if (found.isEmpty()) {
                problems.unknown(
                        value.place(),
                        "the " + component.getName(),
                        text,
                        constants.stream().map(Quantities::name).toList());
            }
            return found;
        });
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> texts(Value value, Problems problems) {
        List<String> texts = new ArrayList<>();
        Fields.items(value).forEach(item -> Scalars.text(item, problems).ifPresent(texts::add));
        return texts;
    }

    private static Optional<Object> groups(Value value, Problems problems) {
        if (!(value instanceof Value.Items items)) {
            problems.add(value.place(), "found " + value.kind(), "expected a list of lists, such as [[a], [b, c]]");
            return Optional.empty();
        }
        return Optional.of(
                items.items().stream().map(group -> texts(group, problems)).toList());
    }
}
