package io.blackstart.cli;

import io.blackstart.gate.ExperimentBaseline;
import io.blackstart.store.BaselineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a gate's baselines are: a folder with a file for each experiment, or one file where the gate has one experiment. All of
 * them are read before anything starts.
 */
final class Baselines {

    private static final String ENDING = ".json";

    private final Path place;
    private final boolean folder;
    private final Map<String, ExperimentBaseline> read = new LinkedHashMap<>();

    private Baselines(Path place, boolean folder) {
        this.place = place;
        this.folder = folder;
    }

    /**
     * Reads those of some experiments.
     *
     * @param update whether they will be written, so that they need not be there
     * @throws BadInput where there is no such place, where it does not fit, and where one of them is no baseline of its experiment
     */
    static Baselines at(Path place, List<String> experiments, boolean update) throws IOException {
        boolean folder = Files.isDirectory(place)
                || (!Files.exists(place) && !place.toString().endsWith(ENDING));
        if (!update && !Files.exists(place)) {
            throw new BadInput("--baseline " + place + ": there is no such " + (folder ? "folder" : "file")
                    + "; --update-baseline makes it");
        }
        if (!folder && experiments.size() > 1) {
            throw new BadInput("--baseline " + place + " is a file, and there are " + experiments.size()
                    + " experiments; expected a folder");
        }
        Baselines baselines = new Baselines(place, folder);
        for (String experiment : experiments) {
            baselines.read(experiment);
        }
        return baselines;
    }

    private void read(String experiment) throws IOException {
        Path file = file(experiment);
        if (!Files.exists(file)) {
            return;
        }
        try {
            read.put(experiment, BaselineFile.read(file, experiment));
        } catch (BaselineFile.BadBaseline e) {
            throw new BadInput(e.getMessage());
        }
    }

    /** An experiment's. */
    Optional<ExperimentBaseline> of(String experiment) {
        return Optional.ofNullable(read.get(experiment));
    }

    /** Where an experiment's is, or would be. */
    Path file(String experiment) {
        return folder ? place.resolve(experiment + ENDING) : place;
    }

    void write(ExperimentBaseline baseline) throws IOException {
        BaselineFile.write(file(baseline.experiment()), baseline);
    }
}
