package io.blackstart.cli;

import io.blackstart.definition.Definitions;
import io.blackstart.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue's topologies. */
final class Catalogue {

    private Catalogue() {}

    static List<Topology> topologies(Path experiments, Map<String, String> environment) {
        Path folder = experiments.resolve("topologies");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Definitions definitions = new Definitions(environment);
        return YamlFiles.below(folder).stream()
                .filter(file -> definitions.kindOf(file) == Definitions.Kind.COMPOSE)
                .map(file -> definitions.topology(List.of(file)).value())
                .flatMap(Optional::stream)
                .toList();
    }
}
