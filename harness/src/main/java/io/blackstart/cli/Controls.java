package io.blackstart.cli;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.NoiseFloor;
import io.blackstart.experiment.Experiment;
import io.blackstart.load.Load;
import io.blackstart.store.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Control runs, against which figures are held: of the same topology under the same load. */
final class Controls {

    /** How many of the newest runs are looked through for a control run. */
    private static final int NEWEST = 100;

    /** How a run's folder ends: UTC time and four letters. */
    private static final String STAMP = ".*-\\d{8}T\\d{6}Z-[a-z]{4}";

    private static final int STAMP_LENGTH = "20260102T030405Z-abcd".length();

    private Controls() {}

    /**
     * The noise floor of the control run that the user names.
     *
     * @throws BadInput where it is none, of something else, or cannot be believed
     */
    static NoiseFloor named(Path control, Experiment experiment) throws IOException {
        if (!Files.isDirectory(control.resolve("definition"))) {
            throw new BadInput("--control " + control + ": this is not the folder of a run; expected a control run's");
        }
        Experiment other = RunStore.experiment(control);
        unlike(other, experiment).ifPresent(why -> {
            throw new BadInput("--control " + control + ": " + why);
        });
        Judgement judgement = Judging.of(control);
        NoiseFloor floor = NoiseFloor.of(judgement);
        if (floor.seconds().isEmpty()) {
            throw new BadInput(
                    "--control " + control + ": this control run cannot be believed, so it has no noise floor: "
                            + String.join("; ", judgement.reasons()));
        }
        return floor;
    }

    private static Optional<String> unlike(Experiment control, Experiment experiment) {
        if (!control.control()) {
            return Optional.of("its experiment " + control.name() + " has a method; expected one without");
        }
        if (!control.topology().equals(experiment.topology())) {
            return Optional.of("its topology is another one than that of " + experiment.name());
        }
        return sameLoad(control.load(), experiment.load())
                ? Optional.empty()
                : Optional.of("its load is another one than that of " + experiment.name());
    }

    /** However long it lasts. */
    private static boolean sameLoad(Load one, Load other) {
        return one.simulation().equals(other.simulation())
                && one.rate() == other.rate()
                && one.properties().equals(other.properties());
    }

    /** The newest control run in a folder of runs that fits and can be believed; of control runs themselves none. */
    static Optional<NoiseFloor> newest(Path runs, Experiment experiment) throws IOException {
        if (experiment.control()) {
            return Optional.empty();
        }
        for (Path run : newestFirst(runs)) {
            Optional<NoiseFloor> floor = fitting(run, experiment);
            if (floor.isPresent()) {
                return floor;
            }
        }
        return Optional.empty();
    }

    /** Nobody has named it: one that cannot be read is as good as none. */
    private static Optional<NoiseFloor> fitting(Path run, Experiment experiment) {
        try {
            if (unlike(RunStore.experiment(run), experiment).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(NoiseFloor.of(Judging.of(run)))
                    .filter(floor -> !floor.seconds().isEmpty());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> newestFirst(Path runs) throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(run -> run.getFileName().toString().matches(STAMP))
                    .filter(run -> Files.isRegularFile(run.resolve("definition").resolve("experiment.json")))
                    .filter(run -> Files.isRegularFile(run.resolve("report.json")))
                    .sorted(Comparator.comparing(Controls::stamp).reversed())
                    .limit(NEWEST)
                    .toList();
        }
    }

    private static String stamp(Path run) {
        String name = run.getFileName().toString();
        return name.substring(name.length() - STAMP_LENGTH);
    }
}
