package io.blackstart.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a later file over an earlier one as Compose merges files: mappings key by key, lists one behind the other, commands
 * and health tests replaced, and what is mounted at the same place replaced (compose-spec, 13-merge). What is tagged
 * {@code !reset} is taken away, what is tagged {@code !override} replaces all that was there.
 */
final class ComposeMerge {

    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test", "exec");
    private static final Set<String> BY_TARGET = Set.of("volumes", "secrets", "configs");

    private ComposeMerge() {}

    static Value merge(Value below, Value above) {
        return merge("", below, above);
    }

    /** A file that nothing is below: what it takes away is not there. */
    static Value bottom(Value value) {
        if (value instanceof Value.Items items) {
            return new Value.Items(
                    items.place(),
                    items.items().stream().map(ComposeMerge::bottom).toList());
        }
        if (!(value instanceof Value.Mapping mapping)) {
            return value;
        }
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            if (entry.laying() != Value.Laying.RESET) {
                entries.put(key, new Value.Entry(entry.key(), bottom(entry.value())));
            }
        });
        return new Value.Mapping(mapping.place(), entries);
    }

    private static Value merge(String key, Value below, Value above) {
        if (REPLACED.contains(key) || below.isNull()) {
            return bottom(above);
        }
        if (above.isNull()) {
            return below;
        }
        if (below instanceof Value.Mapping one && above instanceof Value.Mapping two) {
            return mappings(one, two);
        }
        if (below instanceof Value.Items one && above instanceof Value.Items two) {
            return items(key, one, two);
        }
        return bottom(above);
    }

    private static Value mappings(Value.Mapping below, Value.Mapping above) {
        Map<String, Value.Entry> merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((key, fresh) -> {
            Value.Entry old = merged.get(key);
            if (fresh.laying() == Value.Laying.RESET) {
                merged.remove(key);
            } else if (old == null || fresh.laying() == Value.Laying.OVERRIDE) {
                merged.put(key, new Value.Entry(fresh.key(), bottom(fresh.value())));
            } else {
                merged.put(key, new Value.Entry(fresh.key(), merge(key, old.value(), fresh.value())));
            }
        });
        return new Value.Mapping(below.place(), merged);
    }

    private static Value items(String key, Value.Items below, Value.Items above) {
        Map<String, Value> merged = new LinkedHashMap<>();
        List<Value> all = new ArrayList<>(below.items());
        all.addAll(above.items());
        for (int i = 0; i < all.size(); i++) {
            String identity = BY_TARGET.contains(key) ? target(all.get(i)) : text(all.get(i));
            merged.put(identity.isEmpty() ? "#" + i : identity, all.get(i));
        }
        return new Value.Items(below.place(), List.copyOf(merged.values()));
    }

    private static String text(Value value) {
        return value instanceof Value.Scalar scalar ? scalar.text() : "";
    }

    /** Where it is mounted. */
    private static String target(Value value) {
        if (value instanceof Value.Mapping mapping) {
            return Optional.ofNullable(mapping.entries().get("target"))
                    .or(() -> Optional.ofNullable(mapping.entries().get("source")))
                    .map(entry -> text(entry.value()))
                    .orElse("");
        }
        String[] parts = text(value).split(":", -1);
        return parts.length > 1 ? parts[1] : parts[0];
    }
}
