package io.blackstart.topology;

/**
 * A network of the Compose file: a bridge network of the run.
 *
 * @param key its key in the file; {@code default} for the implicit one
 * @param internal no way out
 */
public record Network(String key, boolean internal) {}
