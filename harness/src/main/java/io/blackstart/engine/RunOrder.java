package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is to be run.
 *
 * @param experiment resolved
 * @param run the run's name, also its folder's
 * @param folder the run's folder; exists
 * @param seed of every choice
 * @param parameters as set
 * @param versions of harness, machine and so on, for the journal
 * @param keep whether the topology stays, without any fault on it, until the run is judged
 * @param started wall time, ISO 8601 UTC
 */
public record RunOrder(
        Experiment experiment,
        String run,
        Path folder,
        long seed,
        Map<String, String> parameters,
        Map<String, String> versions,
        boolean keep,
        String started) {}
