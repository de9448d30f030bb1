package io.blackstart.definition;

import io.blackstart.topology.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a Compose file says of a service's health check. */
final class HealthReader {

    private static final int MOST_RETRIES = 1_000_000;
    private static final List<String> KINDS = List.of("CMD", "CMD-SHELL", "NONE");

    private final ComposeContext context;
    private final Problems problems;

    HealthReader(ComposeContext context) {
        this.context = context;
        this.problems = context.problems();
    }

    HealthCheck read(Value value) {
        Fields fields = Fields.of(value, problems, "a health check");
        boolean disabled = fields.take("disable", Scalars::bool).orElse(false);
        HealthCheck check = new HealthCheck(
                fields.take("test").map(this::test).orElse(List.of()),
                time(fields, "interval"),
                time(fields, "timeout"),
                retries(fields),
                time(fields, "start_period"));
        context.noted(fields, "healthcheck.", "start_interval");
        fields.endWithExtensions();
        return disabled || check.off() ? HealthCheck.none() : check;
    }

    /** No time at all is the engine's way to leave it open. */
    private static Optional<Duration> time(Fields fields, String key) {
        return fields.take(key, Scalars::duration).filter(time -> !time.isZero());
    }

    private static OptionalInt retries(Fields fields) {
        return fields.take("retries", Scalars.within(0, MOST_RETRIES))
                .filter(retries -> retries > 0)
                .map(retries -> OptionalInt.of(retries.intValue()))
                .orElse(OptionalInt.empty());
    }

    private List<String> test(Value value) {
        if (value instanceof Value.Scalar scalar) {
            if (scalar.text().isBlank()) {
                problems.add(scalar.place(), "a health test without a command", "expected one");
            }
            return List.of("CMD-SHELL", scalar.text());
        }
        List<String> words = Fields.items(value).stream()
                .flatMap(item -> Scalars.text(item, problems).stream())
                .toList();
        if (words.isEmpty()) {
            return words;
        }
        if (!KINDS.contains(words.get(0))) {
            problems.add(value.place(), "a health test " + words, "expected it to begin with CMD, CMD-SHELL or NONE");
        } else if (words.size() == 1 && !words.get(0).equals("NONE")) {
            problems.add(value.place(), "a health test " + words, "expected a command behind " + words.get(0));
        } else if (words.get(0).equals("NONE") && words.size() > 1) {
            problems.add(value.place(), "a health test " + words, "expected nothing behind NONE");
        }
        return words;
    }
}
