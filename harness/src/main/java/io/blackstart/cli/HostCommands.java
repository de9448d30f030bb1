package io.blackstart.cli;

import io.blackstart.engine.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A user's own commands as processes of this machine. */
final class HostCommands implements CommandRunner {

    @Override
    public Optional<String> run(List<String> argv, Duration atMost) {
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return ended(argv, process, atMost);
        } catch (IOException e) {
            return Optional.of(argv.get(0) + " could not be run: " + e.getMessage());
        }
    }

    private static Optional<String> ended(List<String> argv, Process process, Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of(argv.get(0) + " did not end within " + atMost.toSeconds() + " s");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(argv.get(0) + " ended with " + process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(argv.get(0) + " was not waited for");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
