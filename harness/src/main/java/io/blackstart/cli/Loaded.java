package io.blackstart.cli;

import io.blackstart.experiment.Experiment;
import java.nio.file.Path;

/** An experiment and the file it came from. */
record Loaded(Path file, Experiment experiment) {}
