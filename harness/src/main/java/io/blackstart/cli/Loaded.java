package io.blackstart.cli;

import io.blackstart.experiment.Experiment;
import java.nio.file.Path;
import java.util.List;

/**
 * An experiment and where it came from.
 *
 * @param file as the user named it
 * @param sources itself and its Compose files
 */
record Loaded(Path file, Experiment experiment, List<Path> sources) {

    /** The same, carried out so often. */
    Loaded repeated(int times) {
        return new Loaded(file, experiment.repeated(experiment.repeats().times(times)), sources);
    }
}
