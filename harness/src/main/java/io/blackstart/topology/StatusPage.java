package io.blackstart.topology;

import java.util.List;

/**
 * Where HAProxy says what it thinks of its servers: its statistics as a table.
 *
 * @param from services or nodes that are asked, by HTTP
 * @param port where they answer
 * @param path such as {@code /stats;csv}
 */
public record StatusPage(List<String> from, int port, String path) {}
