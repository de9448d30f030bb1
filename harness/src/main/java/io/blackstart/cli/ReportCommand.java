package io.blackstart.cli;

import io.blackstart.analysis.Explainer;
import io.blackstart.analysis.Explanation;
import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.RunFacts;
import io.blackstart.engine.ExitCodes;
import io.blackstart.report.ExplanationJson;
import io.blackstart.report.ExplanationText;
import io.blackstart.report.ReportJson;
import io.blackstart.report.Reports;
import io.blackstart.report.SamplesCsv;
import io.blackstart.report.Terminal;
import io.blackstart.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}. */
@Command(name = "report", description = "Rebuilds every report file of runs from their raw files alone.")
final class ReportCommand implements Callable<Integer> {

    /** What {@code --samples} prints. */
    enum Samples {
        /** Comma-separated values. */
        CSV
    }

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs, such as runs/latest.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format;

    @Option(names = "--samples", paramLabel = "FORMAT", description = "Print every request instead: csv.")
    private Samples samples;

    @Option(
            names = "--explain",
            paramLabel = "FIGURE",
            description = "Print where a figure comes from instead, down to the raw requests, such as failover; "
                    + "p95@NAME of the requests of one name.")
    private String explain;

    @Option(
            names = "--control",
            paramLabel = "RUN",
            description = "Hold figures against what this control run shows without a fault; kept beside the run.")
    private Path control;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        for (Path folder : folders) {
            check(folder);
        }
        if (explain != null) {
            explain(FigureName.of(explain));
        } else if (samples != null) {
            folders.forEach(this::print);
        } else {
            rebuild();
        }
        console.out().flush();
        return ExitCodes.PASS;
    }

    private void check(Path folder) {
        if (!Files.isRegularFile(folder.resolve("journal.ndjson"))) {
            throw new BadInput(folder + ": this is not the folder of a run: it has no journal.ndjson");
        }
        List<Path> repeats = RunStore.repeats(folder);
        boolean single = samples != null || explain != null;
        if (single && !repeats.isEmpty()) {
            throw new BadInput(
                    folder + ": this run has repeats, each with times of its own; expected one of them, such as "
                            + repeats.get(0));
        }
        if (!single && RunStore.isRepeat(folder)) {
            throw new BadInput(folder + ": this is a repeat of a run; expected the run's folder, "
                    + folder.toAbsolutePath().normalize().getParent());
        }
    }

    private void print(Path folder) {
        console.out().println(SamplesCsv.HEADER);
        RunStore.samples(folder).forEach(sample -> console.out().println(SamplesCsv.line(sample)));
    }

    private void explain(FigureName name) throws IOException {
        List<Explanation> explanations = new ArrayList<>();
        for (Path folder : folders) {
            RunFacts facts = RunStore.facts(folder);
            name.figures(facts.experiment())
                    .forEach(figure -> explanations.add(Explainer.explain(facts, figure, name.request())));
        }
        if (format == Format.JSON) {
            console.out().print(ExplanationJson.text(explanations));
        } else {
            console.out().print(explanations.stream().map(ExplanationText::text).collect(Collectors.joining("\n")));
        }
    }

    private void rebuild() throws IOException {
        if (control != null) {
            for (Path folder : folders) {
                RunStore.keep(folder, Controls.named(control, RunStore.experiment(folder)));
            }
        }
        List<Judgement> judgements = Judging.of(folders);
        for (int i = 0; i < folders.size(); i++) {
            Reports.writeAll(folders.get(i), judgements.get(i));
            if (format == Format.TEXT) {
                console.out().print(Terminal.text(judgements.get(i), console.colour()));
            }
        }
        if (format == Format.JSON) {
            console.out()
                    .print(judgements.size() == 1 ? ReportJson.text(judgements.get(0)) : ReportJson.text(judgements));
        }
    }
}
