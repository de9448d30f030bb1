package io.blackstart.engine;

import io.blackstart.topology.Link;
import java.util.List;
import java.util.Optional;

/**
 * What a step hits.
 *
 * @param nodes node names, for faults on nodes; empty for a link
 * @param link for faults on a link, with {@code from} and {@code to} resolved to node names
 * @param label as reports name it: the nodes, or the link's name
 */
public record ResolvedTarget(List<String> nodes, Optional<Link> link, List<String> label) {}
