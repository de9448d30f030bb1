/**
 * Faults on a Docker engine: one injector a fault, the counters that tell whether traffic met it, the engine's events.
 *
 * <p>A new fault is one record in {@code io.blackstart.fault}, one injector here (or one toxic in the Toxiproxy adapter), one
 * test of what a peer sees.
 */
package io.blackstart.docker.fault;
