package io.blackstart.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the user wants experiments run.
 *
 * @param parent where run folders are made
 * @param seed the user's; null: the file's, else drawn
 * @param parameters as set
 * @param keepOnFailure whether the topology stays where a run does not pass
 * @param allowHostWrites whether host folders are mounted for writing as they are
 * @param control the run to hold figures against; null: the newest that fits
 */
record RunSettings(
        Path parent,
        Long seed,
        Map<String, String> parameters,
        boolean keepOnFailure,
        boolean allowHostWrites,
        Path control) {}
