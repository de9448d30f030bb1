package io.blackstart.cli;

import io.blackstart.experiment.Repeats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How experiments are to be run: the options of every command that runs some. */
final class RunOptions {

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

    /** Where run folders are made. */
    Path out() {
        return out;
    }

    RunSettings settings() {
        return new RunSettings(out, seed, parameters, keepOnFailure, allowHostWrites, control);
    }

    /**
     * The experiments, as they are to be run.
     *
     * @throws BadInput with every problem of all of them
     */
    List<Loaded> load(Console console, List<Path> files) throws IOException {
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
        return experiments;
    }

    private void checkControl(Loaded one) throws IOException {
        if (!one.experiment().control()) {
            Controls.named(control, one.experiment());
        }
    }
}
