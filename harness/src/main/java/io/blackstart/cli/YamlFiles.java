package io.blackstart.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The YAML files of a folder and its folders, in order; hidden folders and {@code target} are passed over. */
final class YamlFiles {

    private static final int DEEPEST = 12;

    private YamlFiles() {}

    static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> visible(folder.relativize(file)))
                    .filter(YamlFiles::yaml)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("could not list " + folder, e);
        }
    }

    private static boolean visible(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.startsWith(".") || "target".equals(name) || "node_modules".equals(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean yaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
