package io.blackstart.cli;

import io.blackstart.definition.Definitions;
import io.blackstart.definition.Problem;
import io.blackstart.definition.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Experiments from their files: all of them, or every problem of all of them. */
final class Loader {

    private final Definitions definitions;

    Loader(Map<String, String> environment) {
        this.definitions = new Definitions(environment);
    }

    /**
     * The experiments.
     *
     * @param named topologies as the user named it: files, with commas between them
     * @throws BadInput with every problem, a line each
     */
    List<Loaded> load(List<Path> files, List<String> named, Map<String, String> parameters) {
        List<Loaded> loaded = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Path> topology = named.stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .map(Path::of)
                .toList();
        for (Path file : topology) {
            if (file.toString().isBlank()) {
                problems.add("--topology: an empty name; expected a Compose file");
            } else if (!Files.isRegularFile(file)) {
                problems.add("--topology: there is no file " + file + "; expected a Compose file");
            }
        }
        if (problems.isEmpty()) {
            for (Path file : files) {
                one(file, topology, parameters, loaded, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInput(problems.stream().distinct().collect(Collectors.joining("\n")));
        }
        return loaded;
    }

    private void one(
            Path file,
            List<Path> topology,
            Map<String, String> parameters,
            List<Loaded> loaded,
            List<String> problems) {
        if (Files.isDirectory(file)) {
            problems.add(file + ": this is a folder; expected an experiment's file");
            return;
        }
        if (Files.isRegularFile(file) && definitions.kindOf(file) == Definitions.Kind.COMPOSE) {
            problems.add(file + ": this is a Compose file; expected an experiment (--topology takes Compose files)");
            return;
        }
        Result<Definitions.Source> result = definitions.experiment(file, topology, parameters);
        result.problems().stream().map(Problem::toString).forEach(problems::add);
        result.value().ifPresent(source -> loaded.add(new Loaded(file, source.experiment(), source.files())));
    }
}
