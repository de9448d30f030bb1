package io.blackstart.topology;

import java.util.List;

/**
 * Who calls whom: every node of {@code from} to every node of {@code to} on a TCP port.
 *
 * @param from services or nodes that call
 * @param to services or nodes that are called
 * @param port the callee's port
 */
public record Link(List<String> from, List<String> to, int port) {}
