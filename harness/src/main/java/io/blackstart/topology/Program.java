package io.blackstart.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs in a node.
 *
 * @param command overrides the image's command; empty list clears it; absent keeps it
 * @param entrypoint overrides the image's entry point; absent keeps it
 * @param environment all variables, interpolated, files read
 * @param user {@code user[:group]}
 * @param groupAdd further groups
 * @param workingDir working folder
 * @param init run an init as PID 1
 * @param tty allocate a terminal
 * @param stdinOpen keep standard input open
 * @param stopGrace time between the stop signal and SIGKILL; Compose's default is 10 s
 * @param stopSignal such as {@code SIGQUIT}; absent keeps the image's
 */
public record Program(
        Optional<List<String>> command,
        Optional<List<String>> entrypoint,
        Map<String, String> environment,
        Optional<String> user,
        List<String> groupAdd,
        Optional<String> workingDir,
        boolean init,
        boolean tty,
        boolean stdinOpen,
        Duration stopGrace,
        Optional<String> stopSignal) {}
