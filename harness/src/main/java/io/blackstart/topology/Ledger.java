package io.blackstart.topology;

import java.util.List;

/**
 * How the topology takes writes with an id of their own, and how they are read back.
 *
 * @param method HTTP method of a write
 * @param path path of a write; <code>{id}</code> is replaced
 * @param from services or nodes that are read back, each of their nodes on its own
 * @param read how
 */
public record Ledger(String method, String path, List<String> from, Read read) {

    /** One id a line, either way. */
    public sealed interface Read permits ByCommand, ByHttp {}

    /** A command in each node, its standard output. */
    public record ByCommand(List<String> argv) implements Read {}

    /** A request to each node. */
    public record ByHttp(int port, String path) implements Read {}
}
