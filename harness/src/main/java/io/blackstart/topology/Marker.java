package io.blackstart.topology;

import java.util.List;

/**
 * A line of the logs that tells of an event.
 *
 * @param from services or nodes whose output is read
 * @param line a regular expression ({@link java.util.regex.Pattern}) that is found in it
 */
public record Marker(List<String> from, String line) {}
