package io.blackstart.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the user wants experiments run.
 *
 * @param parent where run folders are made
 * @param seed the user's; null: the file's, else drawn
 * @param parameters as set
 * @param allowHostWrites whether host folders are mounted for writing as they are
 */
record RunSettings(Path parent, Long seed, Map<String, String> parameters, boolean allowHostWrites) {}
