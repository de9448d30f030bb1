package io.blackstart.cli;

import io.blackstart.analysis.Judgement;
import io.blackstart.engine.ExitCodes;
import io.blackstart.engine.StopSignal;
import io.blackstart.experiment.Repeats;
import io.blackstart.report.ReportJson;
import io.blackstart.report.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}. */
@Command(name = "run", description = "Runs experiments, one after the other, and judges them.")
final class RunCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Experiments. All are validated before any is started.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--topology",
            paramLabel = "FILE",
            description =
                    "Run on this topology instead of the experiment's own. Several files are merged as Compose does.")
    private List<String> topology = new ArrayList<>();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Set a parameter of the experiment.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Draw all choices from this seed.")
    private Long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Make run folders there (default: ${DEFAULT-VALUE}).",
            defaultValue = "runs")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format;

    @Option(names = "--allow-host-writes", description = "Mount host folders for writing as they are, not as copies.")
    private boolean allowHostWrites;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Carry each experiment out so often, in place of what it says itself.")
    private Integer repeat;

    @Option(
            names = "--control",
            paramLabel = "RUN",
            description =
                    "Hold figures against what this control run shows without a fault (default: the newest one of the "
                            + "same topology and load in the folder of runs).")
    private Path control;

    @Option(
            names = "--keep-on-failure",
            description = "Leave the topology up, without faults, where a run does not pass; clean --kept removes it.")
    private boolean keepOnFailure;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (repeat != null && (repeat < 1 || repeat > Repeats.MOST)) {
            throw new BadInput("--repeat " + repeat + "; expected 1 to " + Repeats.MOST);
        }
        List<Loaded> experiments = new Loader(console.environment())
                .load(files, topology, parameters).stream()
                        .map(one -> repeat == null ? one : one.repeated(repeat))
                        .toList();
        if (seed != null) {
            experiments.forEach(one -> Seeds.check(one.experiment(), seed));
        }
        if (control != null) {
            for (Loaded one : experiments) {
                checkControl(one);
            }
        }
        RunSettings settings = new RunSettings(out, seed, parameters, keepOnFailure, allowHostWrites, control);
        Runner runner = new Runner(console, settings, Home.find());
        StopSignal session = new StopSignal();
        AtomicReference<StopSignal> current = new AtomicReference<>(new StopSignal());
        List<Judgement> judgements = new ArrayList<>();
        List<Integer> exits = new ArrayList<>();
        try (Signals signals = Signals.listen((exit, text) -> {
            session.request(exit, text);
            current.get().request(exit, text);
        })) {
            for (Loaded experiment : experiments) {
                StopSignal stop = new StopSignal();
                current.set(stop);
                if (session.requested()) {
                    break;
                }
                Runner.Ended ended = runner.run(experiment, stop);
                judgements.add(ended.judgement());
                exits.add(ended.judgement().exit());
                print(ended);
            }
            session.reason().ifPresent(reason -> exits.add(reason.exit()));
        }
        if (format == Format.JSON) {
            console.out()
                    .print(
                            experiments.size() == 1 && judgements.size() == 1
                                    ? ReportJson.text(judgements.get(0))
                                    : ReportJson.text(judgements));
            console.out().flush();
        }
        return ExitCodes.worst(exits);
    }

    /** Before anything is started. */
    private void checkControl(Loaded one) throws IOException {
        if (!one.experiment().control()) {
            Controls.named(control, one.experiment());
        }
    }

    private void print(Runner.Ended ended) {
        if (format == Format.TEXT) {
            console.out().print(Terminal.text(ended.judgement(), console.colour()));
            console.out().flush();
        }
        console.err().println("  report: " + shortest(ended.folder().resolve("report.json")));
    }

    private static Path shortest(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
