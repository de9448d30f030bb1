package io.blackstart.definition;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a file is meant to be: a misspelt head key must not make it somebody else's, which nobody looks at. */
final class Likeness {

    private static final Set<String> OF_EXPERIMENTS =
            Set.of("topology", "load", "method", "objectives", "hypothesis", "steadyState");
    private static final Set<String> COMPOSE_NAMES =
            Set.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");
    private static final String EXTENSION = "x-blackstart";
    private static final Set<String> BESIDE_SERVICES =
            Set.of("name", "version", "networks", "volumes", "secrets", "configs");
    private static final LevenshteinDistance NEAR = new LevenshteinDistance(2);

    private final Map<String, Value.Entry> keys;
    private final Path file;

    Likeness(Value.Mapping document, Path file) {
        this.keys = document.entries();
        this.file = file;
    }

    Definitions.Kind kind() {
        if (keys.containsKey("experiment")) {
            return Definitions.Kind.EXPERIMENT;
        }
        if (keys.containsKey("services") || keys.containsKey(EXTENSION)) {
            return part() ? Definitions.Kind.OVERLAY : Definitions.Kind.COMPOSE;
        }
        if (likeAnExperiment()) {
            return Definitions.Kind.EXPERIMENT;
        }
        return likeACompose() ? Definitions.Kind.COMPOSE : Definitions.Kind.OTHER;
    }

    /** A part says nothing of services, and not what it is laid over. */
    private boolean part() {
        return keys.keySet().stream().allMatch(key -> key.startsWith("x-") || BESIDE_SERVICES.contains(key))
                && keys.get(EXTENSION).value() instanceof Value.Mapping extension
                && !extension.entries().containsKey(Overlays.OVER);
    }

    private boolean likeAnExperiment() {
        long known = keys.keySet().stream().filter(OF_EXPERIMENTS::contains).count();
        return known >= 2 || (known == 1 && keys.keySet().stream().anyMatch(key -> near(key, "experiment")));
    }

    private boolean likeACompose() {
        return COMPOSE_NAMES.contains(String.valueOf(file.getFileName()))
                || keys.entrySet().stream()
                        .anyMatch(entry -> near(entry.getKey(), "services")
                                && holdsServices(entry.getValue().value()));
    }

    private static boolean near(String key, String meant) {
        return NEAR.apply(key, meant) >= 0;
    }

    private static boolean holdsServices(Value value) {
        return value instanceof Value.Mapping mapping
                && mapping.entries().values().stream()
                        .anyMatch(entry -> entry.value() instanceof Value.Mapping service
                                && (service.entries().containsKey("image")
                                        || service.entries().containsKey("build")));
    }
}
