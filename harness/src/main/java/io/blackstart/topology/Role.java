package io.blackstart.topology;

import java.util.List;

/**
 * How to find out which node holds a role now.
 *
 * @param of services or nodes that may hold it
 * @param exec asked in each of their nodes
 * @param is what it prints, stripped, where the node holds the role
 */
public record Role(List<String> of, List<String> exec, String is) {}
