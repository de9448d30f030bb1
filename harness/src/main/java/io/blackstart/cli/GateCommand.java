package io.blackstart.cli;

import io.blackstart.definition.Definitions;
import io.blackstart.gate.GateReport;
import io.blackstart.report.GateReports;
import io.blackstart.report.GateText;
import io.blackstart.report.Terminal;
import io.blackstart.store.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate}. */
@Command(
        name = "gate",
        description = "Runs a set of experiments and judges them, and their figures against a baseline.",
        footer = {
            "",
            "An experiment fails where an objective is missed, or where a figure is worse than the baseline by more than the "
                    + "margin and that is not noise: of all figures of all experiments together, the chance of a false alarm is 5 %%. "
                    + "Where too few repeats can show no difference, the table says how many are needed, and only the objectives count.",
            "In DIR/gate (of --out): gate.json, junit.xml, summary.md, and history.ndjson, a line for each gate run."
        })
final class GateCommand implements Callable<Integer> {

    /** The folder of a gate's files, below that of the runs. */
    static final String FOLDER = "gate";
    /** In that folder. */
    static final String HISTORY = "history.ndjson";

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Experiments, and folders with all experiments in them. All are validated before any is started.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--baseline",
            paramLabel = "DIR|FILE",
            description = "What the figures were: a folder with a file for each experiment, or one experiment's file.")
    private Path baseline;

    @Option(
            names = "--update-baseline",
            description =
                    "Add runs that pass to the baseline; it keeps the last 20. Figures that differ from it beyond margin and "
                            + "noise are accepted, and begin a new one.")
    private boolean update;

    @Mixin
    private MarginOption margin;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Append this gate run there (default: gate/history.ndjson in --out).")
    private Path history;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json (default: ${DEFAULT-VALUE}); json prints the content of gate.json.",
            defaultValue = "text")
    private Format format;

    GateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (update && baseline == null) {
            throw new BadInput("--update-baseline needs --baseline: where is it to be written?");
        }
        List<Loaded> experiments = options.load(console, files());
        List<String> names =
                experiments.stream().map(one -> one.experiment().name()).toList();
        distinct(names);
        Optional<Baselines> baselines =
                baseline == null ? Optional.empty() : Optional.of(Baselines.at(baseline, names, update));
        Gate gate = new Gate(baselines, margin.margin(), update);
        Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long from = System.nanoTime();
        OptionalInt ended = new Series(console, options.settings()).run(experiments, one -> {
            gate.add(one);
            console.err().print(Terminal.text(one.judgement(), false));
            console.err().flush();
        });
        return report(gate.judge(began.toString(), (System.nanoTime() - from) / 1e9, ended));
    }

    private List<Path> files() {
        Definitions definitions = new Definitions(console.environment());
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            List<Path> own = YamlFiles.below(path).stream()
                    .filter(file -> switch (definitions.kindOf(file)) {
                        case EXPERIMENT, BROKEN -> true;
                        case COMPOSE, OVERLAY, OTHER -> false;
                    })
                    .toList();
            if (own.isEmpty()) {
                throw new BadInput(path + ": there is no experiment in it; expected at least one *.yaml of them");
            }
            files.addAll(own);
        }
        return files;
    }

    /** Baselines, test cases and the history go by an experiment's name. */
    private static void distinct(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) < i) {
                throw new BadInput("two experiments are called " + names.get(i)
                        + ", and a baseline goes by the name; expected different names");
            }
        }
    }

    private Integer report(Gate.Judged judged) throws IOException {
        GateReport report = judged.report();
        Path folder = options.out().resolve(FOLDER);
        GateReports.writeAll(folder, report);
        HistoryFile.append(history == null ? folder.resolve(HISTORY) : history, judged.history());
        console.out().print(format == Format.JSON ? GateReports.json(report) : GateText.text(report, console.colour()));
        console.out().flush();
        console.err()
                .println("  gate: " + Text.shortest(folder.resolve("summary.md").toAbsolutePath()));
        return report.exit();
    }
}
