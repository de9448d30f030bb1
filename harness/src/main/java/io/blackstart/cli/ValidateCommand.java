package io.blackstart.cli;

import io.blackstart.definition.Definitions;
import io.blackstart.definition.Problem;
import io.blackstart.engine.ExitCodes;
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

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, and folders with all YAML files in them.")
    private List<Path> paths = new ArrayList<>();

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Definitions definitions = new Definitions(console.environment());
        Set<String> problems = new LinkedHashSet<>();
        int looked = 0;
        for (Path path : paths) {
            if (!Files.exists(path)) {
                problems.add(path + ": there is no such file; expected a file or a folder");
            } else if (Files.isDirectory(path)) {
                for (Path file : YamlFiles.below(path)) {
                    looked += look(definitions, file, false, problems) ? 1 : 0;
                }
            } else {
                looked += look(definitions, path, true, problems) ? 1 : 0;
            }
        }
        problems.forEach(console.out()::println);
        if (problems.isEmpty()) {
            console.out().println(looked == 1 ? "1 file is valid" : looked + " files are valid");
        }
        console.out().flush();
        return problems.isEmpty() ? ExitCodes.PASS : ExitCodes.BAD_INPUT;
    }

    /** Whether it is one of ours; of a folder's files, others are passed over. */
    private boolean look(Definitions definitions, Path file, boolean named, Set<String> problems) {
        switch (definitions.kindOf(file)) {
            case EXPERIMENT ->
                add(definitions.experiment(file, List.of(), Map.of()).problems(), problems);
            case COMPOSE -> compose(definitions, file, problems);
            case OTHER -> {
                if (named) {
                    add(definitions.experiment(file, List.of(), Map.of()).problems(), problems);
                }
                return named;
            }
        }
        return true;
    }

    private void compose(Definitions definitions, Path file, Set<String> problems) {
        var result = definitions.topology(List.of(file));
        add(result.problems(), problems);
        result.value().ifPresent(topology -> topology.notes().forEach(console.err()::println));
    }

    private static void add(List<Problem> found, Set<String> problems) {
        found.stream().map(Problem::toString).forEach(problems::add);
    }
}
