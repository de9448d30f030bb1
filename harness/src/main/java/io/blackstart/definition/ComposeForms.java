package io.blackstart.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Brings what Compose allows in two forms into one, so that files can be merged and read. What has no form stays as it is. */
final class ComposeForms {

    private static final Set<String> ASSIGNMENTS = Set.of("environment", "labels", "sysctls");
    private static final Set<String> LISTS = Set.of("env_file", "tmpfs", "dns", "dns_search", "expose", "group_add");

    private ComposeForms() {}

    /** Of a whole file. */
    static Value file(Value file) {
        return inside(file, "services", services -> each(services, ComposeForms::service));
    }

    private static Value service(Value service) {
        if (!(service instanceof Value.Mapping mapping)) {
            return service;
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> entries.put(key, entry.with(field(key, entry.value()))));
        return new Value.Mapping(mapping.place(), entries);
    }

    private static Value field(String key, Value value) {
        if (ASSIGNMENTS.contains(key)) {
            return assignments(value, "=");
        }
        if (LISTS.contains(key) && value instanceof Value.Scalar scalar && !scalar.isNull()) {
            return new Value.Items(value.place(), List.of(value));
        }
        return switch (key) {
            case "extra_hosts" -> hosts(value);
            case "depends_on" -> named(value, ComposeForms::started);
            case "networks" -> named(value, ComposeForms::nothing);
            case "build" -> build(value);
            default -> value;
        };
    }

    private static Value build(Value value) {
        if (value instanceof Value.Scalar) {
            Map<String, Value.Entry> entries = new LinkedHashMap<>();
            entries.put("context", new Value.Entry(value.place(), value));
            return new Value.Mapping(value.place(), entries);
        }
        return inside(value, "args", args -> assignments(args, "="));
    }

    /** {@code [A=1, B]} as {@code {A: 1, B: }}. */
    private static Value assignments(Value value, String separator) {
        if (!(value instanceof Value.Items items)) {
            return value;
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        for (Value item : items.items()) {
            if (!(item instanceof Value.Scalar scalar)) {
                return value;
            }
            int at = scalar.text().indexOf(separator);
            String key = at < 0 ? scalar.text() : scalar.text().substring(0, at);
            Value assigned = at < 0
                    ? nothing(scalar.place())
                    : new Value.Scalar(scalar.place(), scalar.text().substring(at + 1), Value.Type.TEXT);
            entries.put(key, new Value.Entry(scalar.place(), assigned));
        }
        return new Value.Mapping(value.place(), entries);
    }

    /** {@code name:address}, or {@code name=address}, item by item; a name may have several. */
    private static Value hosts(Value value) {
        Map<String, Value.Entry> hosts = new LinkedHashMap<>();
        if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> hosts.put(name, asList(entry)));
            return new Value.Mapping(value.place(), hosts);
        }
        for (Value item : Fields.items(value)) {
            if (!(item instanceof Value.Scalar scalar) || value.isNull()) {
                return value;
            }
            Value.Mapping one = (Value.Mapping) assignments(
                    new Value.Items(item.place(), List.of(item)), scalar.text().indexOf('=') >= 0 ? "=" : ":");
            one.entries().forEach((name, entry) -> hosts.merge(name, asList(entry), ComposeForms::behind));
        }
        return new Value.Mapping(value.place(), hosts);
    }

    private static Value.Entry asList(Value.Entry entry) {
        return entry.with(new Value.Items(entry.value().place(), Fields.items(entry.value())));
    }

    private static Value.Entry behind(Value.Entry first, Value.Entry second) {
        List<Value> all = new ArrayList<>(Fields.items(first.value()));
        all.addAll(Fields.items(second.value()));
        return first.with(new Value.Items(first.value().place(), all));
    }

    private static Value named(Value value, java.util.function.Function<Place, Value> content) {
        if (!(value instanceof Value.Items items)) {
            return value;
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        for (Value item : items.items()) {
            if (!(item instanceof Value.Scalar scalar)) {
                return value;
            }
            entries.put(scalar.text(), new Value.Entry(scalar.place(), content.apply(scalar.place())));
        }
        return new Value.Mapping(value.place(), entries);
    }

    private static Value started(Place place) {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        entries.put("condition", new Value.Entry(place, new Value.Scalar(place, "service_started", Value.Type.TEXT)));
        return new Value.Mapping(place, entries);
    }

    private static Value nothing(Place place) {
        return new Value.Scalar(place, "", Value.Type.NULL);
    }

    private static Value inside(Value value, String key, UnaryOperator<Value> change) {
        if (!(value instanceof Value.Mapping mapping) || !mapping.entries().containsKey(key)) {
            return value;
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>(mapping.entries());
        entries.computeIfPresent(key, (name, entry) -> entry.with(change.apply(entry.value())));
        return new Value.Mapping(mapping.place(), entries);
    }

    private static Value each(Value value, UnaryOperator<Value> change) {
        if (!(value instanceof Value.Mapping mapping)) {
            return value;
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> entries.put(key, entry.with(change.apply(entry.value()))));
        return new Value.Mapping(mapping.place(), entries);
    }
}
