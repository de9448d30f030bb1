package io.blackstart.engine;

import java.util.concurrent.Executor;

/**
 * The outside, passed in.
 *
 * @param platform where the topology runs
 * @param driver what loads it
 * @param ticker time
 * @param executor runs acts side by side; a test's runs each at once
 * @param commands runs the user's own commands
 */
public record World(Platform platform, LoadDriver driver, Ticker ticker, Executor executor, CommandRunner commands) {}
