package io.blackstart.cli;

import io.blackstart.analysis.compare.Change;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.analysis.compare.Comparison;
import io.blackstart.analysis.compare.RunFigures;
import io.blackstart.engine.ExitCodes;
import io.blackstart.report.ComparisonReport;
import io.blackstart.report.ReportReader;
import io.blackstart.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}. */
@Command(
        name = "compare",
        description = "Compares two runs figure by figure: is B better, worse, the same, or is there no telling?",
        footer = {
            "",
            "Several repeats are compared by their ranks; a run of one repeat with another such run tells nothing but of "
                    + "what cannot vary. Of all figures together, the chance that any is called worse which is not is 5 %%.",
            "Exit code 0: nothing is worse, and all can be told; 1: something is worse; 2: something cannot be told."
        })
final class CompareCommand implements Callable<Integer> {

    private static final String REPORT = "report.json";

    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "The run before: its folder, or its report.json.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "The run now.")
    private Path second;

    @Mixin
    private MarginOption margin;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RunFigures before = figures(first);
        RunFigures now = figures(second);
        if (!before.run().isEmpty() && before.run().equals(now.run())) {
            throw new BadInput(first + " and " + second + " are the same run, " + now.run() + "; expected two");
        }
        List<Compared> figures = Comparison.of(RunFigures.pairings(before, now), margin.margin());
        ComparisonReport report =
                new ComparisonReport(before, now, figures, margin.margin().share(), exit(figures));
        console.out().print(format == Format.JSON ? report.json() : report.text());
        console.out().flush();
        return report.exit();
    }

    /** The worst figure's; a comparison of nothing tells nothing. */
    private static int exit(List<Compared> figures) {
        if (figures.stream().anyMatch(one -> one.change() == Change.WORSE)) {
            return ExitCodes.MISSED;
        }
        boolean untold = figures.isEmpty() || figures.stream().anyMatch(one -> one.change() == Change.NO_TELLING);
        return untold ? ExitCodes.INCONCLUSIVE : ExitCodes.PASS;
    }

    /** Where there are raw files, both runs are judged by the same code. */
    private static RunFigures figures(Path path) throws IOException {
        if (Files.isDirectory(path) && Files.isRegularFile(path.resolve("journal.ndjson"))) {
            if (RunStore.isRepeat(path)) {
                throw new BadInput(path + ": this is a repeat of a run; expected the run's folder, "
                        + path.toAbsolutePath().normalize().getParent());
            }
            return ReportReader.figures(Judging.of(path));
        }
        Path file = Files.isDirectory(path) ? path.resolve(REPORT) : path;
        if (!Files.isRegularFile(file)) {
            throw new BadInput(path + ": there is no run; expected its folder, or its " + REPORT);
        }
        try {
            return ReportReader.read(Files.readString(file));
        } catch (ReportReader.NoReport e) {
            throw new BadInput(file + ": " + e.getMessage());
        }
    }
}
