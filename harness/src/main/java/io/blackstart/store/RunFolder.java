package io.blackstart.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** Makes the folder of a run: {@code PARENT/EXPERIMENT-UTC TIME-FOUR LETTERS}. */
public final class RunFolder {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LETTERS = 4;
    private static final int TRIES = 20;

    private RunFolder() {}

    /**
     * A new folder.
     *
     * @throws IOException where it cannot be made
     */
    public static Path create(Path parent, String experiment, Instant now, RandomGenerator random) throws IOException {
        Files.createDirectories(parent);
        for (int i = 0; i < TRIES; i++) {
            Path folder = parent.resolve(experiment + "-" + TIME.format(now) + "-" + letters(random));
            try {
                return Files.createDirectory(folder).toRealPath();
            } catch (FileAlreadyExistsException e) {
                // Another run began in the same second with the same letters: others, then.
            }
        }
        throw new IOException("no name for the run's folder in " + parent + " is free");
    }

    private static String letters(RandomGenerator random) {
        StringBuilder letters = new StringBuilder();
        random.ints(LETTERS, 'a', 'z' + 1).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** Makes {@code latest} point to it; where links cannot be made, nothing is. */
    public static void markLatest(Path folder) throws IOException {
        Path latest = folder.resolveSibling("latest");
        Path fresh = folder.resolveSibling("." + folder.getFileName() + ".latest");
        try {
            Files.createSymbolicLink(fresh, folder.getFileName());
            Files.move(
                    fresh,
                    latest,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // This file system knows no links, or something else has that name: the run has its folder all the same.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
