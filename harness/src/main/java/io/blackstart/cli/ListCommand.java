package io.blackstart.cli;

import io.blackstart.definition.Definitions;
import io.blackstart.definition.Result;
import io.blackstart.engine.ExitCodes;
import io.blackstart.experiment.Experiment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}. */
@Command(name = "list", description = "Lists the catalogue, by theme.")
final class ListCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only experiments with this tag.")
    private String tag;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path folder = Home.find().experiments();
        if (!Files.isDirectory(folder)) {
            throw new BadInput("there is no catalogue at " + folder);
        }
        Definitions definitions = new Definitions(console.environment());
        Map<String, StringBuilder> themes = new TreeMap<>();
        for (Path file : YamlFiles.below(folder)) {
            if (definitions.kindOf(file) == Definitions.Kind.EXPERIMENT) {
                Result<Definitions.Source> result = definitions.experiment(file, List.of(), Map.of());
                result.value()
                        .map(Definitions.Source::experiment)
                        .filter(this::wanted)
                        .ifPresent(experiment -> themes.computeIfAbsent(
                                        folder.relativize(file).getName(0).toString(), theme -> new StringBuilder())
                                .append(line(folder.getParent().relativize(file), experiment)));
                result.problems().forEach(console.err()::println);
            }
        }
        themes.forEach((theme, lines) -> console.out().print(theme + "\n" + lines));
        console.out().flush();
        return ExitCodes.PASS;
    }

    private boolean wanted(Experiment experiment) {
        return tag == null || experiment.tags().contains(tag);
    }

    private static String line(Path file, Experiment experiment) {
        return "  " + file + "  [" + String.join(", ", experiment.tags()) + "]\n      " + experiment.hypothesis()
                + "\n";
    }
}
