package io.blackstart.topology;

import java.util.List;
import java.util.Optional;

/**
 * Who knows which alerts fire: an Alertmanager, or several that stand for each other.
 *
 * @param from services or nodes that are asked, by HTTP
 * @param port where they answer
 * @param path what stands before their API's own path, such as {@code /alertmanager}; empty as a rule
 * @param receiver the receiver to which an alert has to go to count; absent: any
 */
public record Alerts(List<String> from, int port, String path, Optional<String> receiver) {}
