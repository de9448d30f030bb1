package io.blackstart.definition;

import io.blackstart.topology.Dependency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a service waits for. */
final class DependsReader {

    private final ComposeContext context;
    private final Problems problems;
    private final Set<String> services;

    DependsReader(ComposeContext context, Set<String> services) {
        this.context = context;
        this.problems = context.problems();
        this.services = services;
    }

    Map<String, Dependency> read(String name, Fields fields) {
        Map<String, Dependency> all = new LinkedHashMap<>();
        for (String link : fields.texts("links")) {
            all.put(link.split(":", 2)[0], new Dependency(Dependency.Condition.SERVICE_STARTED, true));
        }
        fields.entries("depends_on", "a list of services").forEach((on, entry) -> {
            Dependency dependency = dependency(entry.value());
            if (services.contains(on) && !on.equals(name)) {
                all.put(on, dependency);
            } else if (dependency.required()) {
                problems.unknown(entry.key(), "the service", on, others(name));
            }
        });
        for (String on : List.copyOf(all.keySet())) {
            if (!services.contains(on)) {
                problems.unknown(fields.placeOf("links"), "the service", on, others(name));
                all.remove(on);
            }
        }
        return all;
    }

    private List<String> others(String name) {
        return services.stream().filter(other -> !other.equals(name)).toList();
    }

    private Dependency dependency(Value value) {
        Fields fields = Fields.of(value, problems, "a dependency");
        String text = fields.take("condition", Scalars::text).orElse("service_started");
        boolean required = fields.take("required", Scalars::bool).orElse(true);
        context.noted(fields, "depends_on.", "restart");
        fields.endWithExtensions();
        for (Dependency.Condition condition : Dependency.Condition.values()) {
            if (name(condition).equals(text)) {
                return new Dependency(condition, required);
            }
        }
        List<String> valid = Stream.of(Dependency.Condition.values())
                .map(DependsReader::name)
                .toList();
        problems.unknown(fields.placeOf("condition"), "the condition", text, valid);
        return new Dependency(Dependency.Condition.SERVICE_STARTED, required);
    }

    private static String name(Dependency.Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }
}
