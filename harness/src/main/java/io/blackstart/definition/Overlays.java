package io.blackstart.definition;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code x-blackstart: { over: FILE }}: a file that is laid over another one brings that one along. */
final class Overlays {

    static final String OVER = "over";

    private final Problems problems;

    Overlays(Problems problems) {
        this.problems = problems;
    }

    /** The files, each behind the one that it is laid over; each once. */
    List<Path> withBases(List<Path> files) {
        Set<Path> all = new LinkedHashSet<>();
        files.forEach(file -> add(file, all, Set.of()));
        return List.copyOf(all);
    }

    private void add(Path file, Set<Path> all, Set<Path> above) {
        Optional<Value.Scalar> over = over(file);
        if (over.isPresent()) {
            Path base = Optional.ofNullable(file.getParent())
                    .orElse(Path.of(""))
                    .resolve(over.get().text())
                    .normalize();
            if (base.equals(file.normalize()) || above.contains(base)) {
                problems.add(over.get().place(), "files that are laid over each other", "expected one at the bottom");
                return;
            }
            Set<Path> now = new LinkedHashSet<>(above);
            now.add(file.normalize());
            add(base, all, now);
        }
        all.add(file);
    }

    private static Optional<Value.Scalar> over(Path file) {
        return YamlFile.read(file, new Problems())
                .flatMap(document -> field(document, "x-blackstart"))
                .flatMap(extension -> field(extension, OVER))
                .filter(Value.Scalar.class::isInstance)
                .map(Value.Scalar.class::cast);
    }

    private static Optional<Value> field(Value value, String key) {
        return value instanceof Value.Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(key)).map(Value.Entry::value)
                : Optional.empty();
    }
}
