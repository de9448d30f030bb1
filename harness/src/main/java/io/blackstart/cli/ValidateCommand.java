package io.blackstart.cli;

import io.blackstart.definition.Definitions;
import io.blackstart.definition.Problem;
import io.blackstart.definition.Result;
import io.blackstart.engine.ExitCodes;
import io.blackstart.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code validate}. */
@Command(name = "validate", description = "Looks for problems in experiments and Compose files; starts nothing.")
final class ValidateCommand implements Callable<Integer> {

    private final Console console;
    private final Definitions definitions;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private int looked;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, and folders with all YAML files in them.")
    private List<Path> paths = new ArrayList<>();

    ValidateCommand(Console console) {
        this.console = console;
        this.definitions = new Definitions(console.environment());
    }

    @Override
    public Integer call() {
        paths.forEach(this::path);
        notes.forEach(console.err()::println);
        problems.forEach(console.out()::println);
        if (problems.isEmpty()) {
            console.out().println(looked == 1 ? "1 file is valid" : looked + " files are valid");
        }
        console.out().flush();
        return problems.isEmpty() ? ExitCodes.PASS : ExitCodes.BAD_INPUT;
    }

    private void path(Path path) {
        if (!Files.exists(path)) {
            problems.add(path + ": there is no such file; expected a file or a folder");
        } else if (Files.isDirectory(path)) {
            folder(path);
        } else {
            named(path);
        }
    }

    private void named(Path file) {
        switch (definitions.kindOf(file)) {
            case COMPOSE, OVERLAY -> compose(file);
            case EXPERIMENT, BROKEN, OTHER -> experiment(file);
        }
    }

    /** Of a folder's files, those of others are passed over, and named. */
    private void folder(Path folder) {
        int before = looked;
        for (Path file : YamlFiles.below(folder)) {
            switch (definitions.kindOf(file)) {
                case EXPERIMENT, BROKEN -> experiment(file);
                case COMPOSE -> compose(file);
                case OVERLAY -> notes.add(file + ": only laid over Compose files, and looked at with those: skipped");
                case OTHER -> notes.add(file + ": not an experiment and not a Compose file: skipped");
            }
        }
        if (looked == before) {
            problems.add(
                    folder + ": there is no experiment and no Compose file; expected at least one *.yaml of either");
        }
    }

    private void experiment(Path file) {
        looked++;
        Result<Definitions.Source> result = definitions.experiment(file, List.of(), Map.of());
        add(result.problems());
        result.value()
                .ifPresent(source -> notes.addAll(source.experiment().topology().notes()));
    }

    private void compose(Path file) {
        looked++;
        Result<Topology> result = definitions.topology(List.of(file));
        add(result.problems());
        result.value().ifPresent(topology -> notes.addAll(topology.notes()));
    }

    private void add(List<Problem> found) {
        found.stream().map(Problem::toString).forEach(problems::add);
    }
}
