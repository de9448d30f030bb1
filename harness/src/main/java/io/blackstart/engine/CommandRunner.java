package io.blackstart.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs a user's own command on the harness's machine. */
@FunctionalInterface
public interface CommandRunner {

    /**
     * Runs it to its end.
     *
     * @param argv no shell reads it
     * @param atMost after which it is ended, which is a failure
     * @return how it failed; empty where it ended with 0
     */
    Optional<String> run(List<String> argv, Duration atMost);
}
