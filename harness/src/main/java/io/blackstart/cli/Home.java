package io.blackstart.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Blackstart is: a source tree, or an installed distribution. */
record Home(Path folder) {

    /** As the launcher says; a JVM started without it works in the current folder. */
    static Home find() {
        return new Home(Path.of(System.getProperty("blackstart.home", "."))
                .toAbsolutePath()
                .normalize());
    }

    /** The catalogue. */
    Path experiments() {
        return folder.resolve("experiments");
    }

    /** The Dockerfiles of our own images. */
    Path images() {
        return experiments().resolve("images");
    }

    /** The load side's jars. */
    Path generator() {
        Path built = folder.resolve("gatling").resolve("target").resolve("lib");
        return Files.isDirectory(built) ? built : folder.resolve("lib").resolve("gatling");
    }

    /** The Java that this runs on. */
    Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
