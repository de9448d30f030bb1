package io.blackstart.setup;

import io.blackstart.engine.PlatformUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of this machine: bounded, their output kept for when they fail. */
final class Shell {

    private static final int TAIL = 15;

    private Shell() {}

    /** Whether a program is on the path. */
    static boolean has(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return Files.isExecutable(Path.of("/usr/sbin", program));
    }

    /**
     * Runs a program to its end.
     *
     * @throws PlatformUnavailable where it fails or takes longer, with its last lines
     */
    static String run(long minutes, Map<String, String> environment, List<String> command) {
        Path output = null;
        try {
            output = Files.createTempFile("blackstart-setup", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new PlatformUnavailable(
                        command.get(0) + " was not done within " + minutes + " min:\n" + tail(output), null);
            }
            if (process.exitValue() != 0) {
                throw new PlatformUnavailable(
                        String.join(" ", command) + " failed with " + process.exitValue() + ":\n" + tail(output), null);
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new PlatformUnavailable(command.get(0) + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformUnavailable("interrupted while " + command.get(0) + " ran", e);
        } finally {
            delete(output);
        }
    }

    static String tail(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    private static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("could not delete " + file, e);
            }
        }
    }
}
