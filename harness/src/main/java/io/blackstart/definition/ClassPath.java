package io.blackstart.definition;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/** Jars and class folders of a user's own simulation. */
final class ClassPath {

    private final Path folder;
    private final Problems problems;

    /** Relative to the folder of that file. */
    ClassPath(Path file, Problems problems) {
        this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        this.problems = problems;
    }

    /** A jar, a folder, or a pattern in a folder such as {@code libs/*.jar}. */
    List<Path> of(Value value) {
        Optional<String> text = Scalars.text(value, problems);
        if (text.isEmpty()) {
            return List.of();
        }
        Path path =
                folder.resolve(text.get().replaceFirst("/[^/]*\\*[^/]*$", "")).normalize();
        List<Path> found = text.get().contains("*") ? matching(path, text.get()) : there(path);
        if (found.isEmpty()) {
            problems.add(value.place(), "there is nothing at '" + text.get() + "'", "expected a jar or a class folder");
        }
        return found;
    }

    private static List<Path> there(Path path) {
        return Files.exists(path) ? List.of(path) : List.of();
    }

    private static List<Path> matching(Path folder, String text) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, text.substring(text.lastIndexOf('/') + 1))) {
            all.forEach(jars::add);
        } catch (IOException e) {
            return List.of();
        }
        jars.sort(null);
        return jars;
    }

    /** Whether one of them has the class. */
    static boolean has(List<Path> classpath, String name) {
        String entry = name.replace('.', '/') + ".class";
        return classpath.stream()
                .anyMatch(path -> Files.isDirectory(path) ? Files.exists(path.resolve(entry)) : inJar(path, entry));
    }

    private static boolean inJar(Path jar, String entry) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(entry) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
