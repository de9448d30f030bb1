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
        /** {@code x-blackstart} alone: a part that an experiment lays over Compose files. */
        OVERLAY,
        /** YAML of somebody else. */
        OTHER,
        /** No YAML at all. */
        BROKEN
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

    /** What the file is, by its keys; one that is meant to be ours is ours, though its head key is misspelt. */
    public Kind kindOf(Path file) {
        YamlFile.Document document = YamlFile.look(file);
        if (document.broken()) {
            return Kind.BROKEN;
        }
        return document.value()
                .filter(Value.Mapping.class::isInstance)
                .map(value -> new Likeness((Value.Mapping) value, file).kind())
                .orElse(Kind.OTHER);
    }
}
