package io.blackstart.cli;

import io.blackstart.analysis.Judgement;
import io.blackstart.engine.ExitCodes;
import io.blackstart.report.ReportJson;
import io.blackstart.report.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private RunOptions options;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text or json (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<Loaded> experiments = options.load(console, files);
        List<Judgement> judgements = new ArrayList<>();
        List<Integer> exits = new ArrayList<>();
        new Series(console, options.settings())
                .run(experiments, ended -> {
                    judgements.add(ended.judgement());
                    exits.add(ended.judgement().exit());
                    print(ended);
                })
                .ifPresent(exits::add);
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
    private void print(Runner.Ended ended) {
        if (format == Format.TEXT) {
            console.out().print(Terminal.text(ended.judgement(), console.colour()));
            console.out().flush();
        }
        console.err().println("  report: " + Text.shortest(ended.folder().resolve("report.json")));
    }
}
