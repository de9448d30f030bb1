package io.blackstart.docker;

import io.blackstart.engine.PlatformUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A host folder that is to be copied: not more than 1 GiB. */
final class HostFolder {

    private static final long MOST = 1L << 30;

    private HostFolder() {}

    static void check(Path folder) {
        if (size(folder) > MOST) {
            throw new PlatformUnavailable(
                    "The folder " + folder + " is mounted for writing and larger than 1 GiB, too large to be copied."
                            + " Mount it read-only, or run with --allow-host-writes.",
                    null);
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(HostFolder::bytes)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + folder, e);
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }
}
