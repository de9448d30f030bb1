package io.blackstart.topology;

import java.util.OptionalInt;

/**
 * Where clients come in.
 *
 * @param service the service (or node) that takes requests
 * @param port its port
 * @param publish a fixed port on 127.0.0.1, else the engine chooses one
 */
public record Entry(String service, int port, OptionalInt publish) {}
