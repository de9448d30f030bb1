package io.blackstart.definition;

import io.blackstart.experiment.Experiment;
import io.blackstart.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads definitions. */
public final class Definitions {

    private final Map<String, String> environment;

    /**
     * A reader.
     *
     * @param environment what variables in Compose files are taken from
     */
    public Definitions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What a file is. */
    public enum Kind {
        EXPERIMENT,
        COMPOSE,
        OTHER
    }

    /** An experiment and the files that it came from, itself first. */
    public record Source(Experiment experiment, List<Path> files) {}

    /**
     * An experiment with its topology.
     *
     * @param topologyOverride Compose files instead of those that it names; none: its own
     * @param parameters set by the user, over the file's own
     */
    public Result<Source> experiment(Path file, List<Path> topologyOverride, Map<String, String> parameters) {
        Problems problems = new Problems();
        Optional<ExperimentReader.Read> read =
                new ExperimentReader(file, topologyOverride, environment, parameters, problems).read();
        return read.map(one -> Result.of(new Source(one.experiment(), one.sources()), problems))
                .orElseGet(() -> Result.bad(problems));
    }

    /** A topology alone, of files that are merged. */
    public Result<Topology> topology(List<Path> files) {
        Problems problems = new Problems();
        return new ComposeReader(environment, problems)
                .read(files)
                .map(topology -> Result.of(topology, problems))
                .orElseGet(() -> Result.bad(problems));
    }

    /** What the file is, by its keys. */
    public Kind kindOf(Path file) {
        Optional<Value> document = YamlFile.read(file, new Problems());
        if (document.isEmpty() || !(document.get() instanceof Value.Mapping mapping)) {
            return Kind.OTHER;
        }
        if (mapping.entries().containsKey("experiment")) {
            return Kind.EXPERIMENT;
        }
        return mapping.entries().containsKey("services") ? Kind.COMPOSE : Kind.OTHER;
    }
}
