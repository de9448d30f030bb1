package io.blackstart.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a later file over an earlier one as Compose merges files: mappings key by key, lists one behind the other, commands
 * and health tests replaced, and what is mounted at the same place replaced (compose-spec, 13-merge).
 */
final class ComposeMerge {

    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test", "exec");
    private static final Set<String> BY_TARGET = Set.of("volumes", "secrets", "configs");

    private ComposeMerge() {}

    static Value merge(Value below, Value above) {
        return merge("", below, above);
    }

    private static Value merge(String key, Value below, Value above) {
        if (REPLACED.contains(key) || below.isNull()) {
            return above;
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
        return above;
    }

    private static Value mappings(Value.Mapping below, Value.Mapping above) {
        Map<String, Value.Entry> merged = new LinkedHashMap<>(below.entries());
        above.entries()
                .forEach((key, entry) -> merged.merge(
                        key,
                        entry,
                        (old, fresh) -> new Value.Entry(fresh.key(), merge(key, old.value(), fresh.value()))));
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
