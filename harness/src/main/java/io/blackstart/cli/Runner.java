package io.blackstart.cli;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.NoiseFloor;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.ExperimentRun;
import io.blackstart.engine.Repeat;
import io.blackstart.engine.RepeatedRun;
import io.blackstart.engine.RunOrder;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.engine.World;
import io.blackstart.experiment.Experiment;
import io.blackstart.gatling.GatlingDriver;
import io.blackstart.objective.Verdict;
import io.blackstart.report.Reports;
import io.blackstart.store.RunFolder;
import io.blackstart.store.RunStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one experiment: its folder, its run, its judgement, its reports. */
final class Runner {

    private final Console console;
    private final RunSettings settings;
    private final World world;
    private final SecureRandom random = new SecureRandom();

    Runner(Console console, RunSettings settings, Home home) {
        this.console = console;
        this.settings = settings;
        Ticker ticker = new SystemTicker();
        this.world = new World(
                new EnginePlatform(ticker, home, settings.allowHostWrites()),
                new GatlingDriver(home.java(), home.generator()),
                ticker,
                Threads.daemons(),
                new HostCommands());
    }

    /** What a run came to, where it stands, and what it ran on. */
    record Ended(Judgement judgement, Path folder, Map<String, String> environment) {}

    Ended run(Loaded loaded, StopSignal stop) throws IOException {
        Experiment experiment = loaded.experiment();
        Instant now = Instant.now();
        Path folder = folder(experiment, now);
        RunOrder order = order(experiment, folder, now);
        RepeatedRun.Kept kept;
        try (RunLog log = RunLog.to(folder.resolve("blackstart.log"));
                RunStore store = new RunStore(folder, experiment, loaded.sources(), about(order));
                Progress progress = new Progress(console)) {
            kept = experiment.repeats().times() == 1
                    ? once(order, store, progress, stop)
                    : several(order, store, progress, stop);
        }
        keepFloor(folder, experiment);
        Judgement judgement = Judging.of(folder);
        kept.up().ifPresent(up -> decide(order.run(), judgement, up, kept.notUndone()));
        Reports.writeAll(folder, judgement);
        RunFolder.markLatest(folder);
        return new Ended(judgement, folder, order.versions());
    }

    private void keepFloor(Path folder, Experiment experiment) throws IOException {
        Optional<NoiseFloor> floor = settings.control() == null || experiment.control()
                ? Controls.newest(settings.parent(), experiment)
                : Optional.of(Controls.named(settings.control(), experiment));
        if (floor.isPresent()) {
            RunStore.keep(folder, floor.get());
        }
    }

    private RepeatedRun.Kept once(RunOrder order, RunStore store, Progress progress, StopSignal stop) {
        Repeat only = Repeat.of(order.experiment().repeats(), 1, order.seed());
        ExperimentRun run = new ExperimentRun(order.of(only, order.folder()), world, store, progress, stop);
        carryOut(run, order, progress, stop);
        return new RepeatedRun.Kept(run.kept(), run.notUndone());
    }

    private RepeatedRun.Kept several(RunOrder order, RunStore store, Progress progress, StopSignal stop) {
        RepeatRecords records =
                new RepeatRecords(store, order.experiment(), run -> carryOut(run, order, progress, stop));
        return new RepeatedRun(order, world, records, progress, stop).run();
    }

    /** The limit is on each execution: one of several may take as long as it may alone. */
    private static void carryOut(ExperimentRun run, RunOrder order, Progress progress, StopSignal stop) {
        try (TimeLimit limit = TimeLimit.of(order.experiment().limits().runTime(), stop)) {
            progress.watch(run);
            run.run().forEach(left -> progress.say("left behind: " + left));
        }
    }

    /** What was kept until the verdict goes where the run passed. */
    private void decide(String run, Judgement judgement, Deployment up, List<String> notUndone) {
        if (judgement.verdict() == Verdict.PASS) {
            up.tearDown().forEach(left -> console.err().println("  left behind: " + left));
            return;
        }
        String faults = notUndone.isEmpty() ? "without faults" : "still with " + String.join(", ", notUndone);
        console.err()
                .println("  kept: the topology of " + run + ", " + faults + "; entry "
                        + up.entry().baseUrl() + "; blackstart clean --kept removes it");
    }

    private Path folder(Experiment experiment, Instant now) throws IOException {
        try {
            return RunFolder.create(settings.parent(), experiment.name(), now, random);
        } catch (FileSystemException e) {
            if (Failures.diskFull(e)) {
                throw e;
            }
            throw new BadInput("--out " + settings.parent() + ": no folder can be made there (" + e
                    + "); expected a folder that can be written");
        }
    }

    private RunOrder order(Experiment experiment, Path folder, Instant now) {
        long seed = settings.seed() != null ? settings.seed() : Seeds.of(experiment, random);
        return new RunOrder(
                experiment,
                folder.getFileName().toString(),
                folder,
                seed,
                settings.parameters(),
                versions(),
                settings.keepOnFailure(),
                now.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("blackstart", Version.number());
        versions.put("java", System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        versions.put("arch", System.getProperty("os.arch"));
        versions.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return versions;
    }

    private static Map<String, Object> about(RunOrder order) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("run", order.run());
        about.put("started", order.started());
        about.put("seed", order.seed());
        about.put("parameters", order.parameters());
        about.put("versions", order.versions());
        return about;
    }
}
