package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Repeats;
import io.blackstart.journal.Event;
import io.blackstart.objective.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One experiment, several times, each a complete execution with files of its own. Their number is fixed beforehand where a bound
 * has a confidence, because one that depends on what was seen would bend it; otherwise the first repeat that misses is the
 * last. What ends a repeat before its time, a signal or a guardrail, ends the run.
 */
public final class RepeatedRun {

    private final RunOrder order;
    private final World world;
    private final Records records;
    private final RunListener listener;
    private final StopSignal stop;
    private final Repeats repeats;
    private final Optional<StandingPlatform> standing;
    private Optional<ExperimentRun> last = Optional.empty();
    private Verdict verdict = Verdict.PASS;

    /** Where a run leaves its files, and who judges them. */
    public interface Records extends JournalSink {

        /**
         * Opens the files of a repeat, has it run, closes and judges them.
         *
         * @throws IOException where a file cannot be written or read
         */
        Verdict carryOut(Repeat repeat, Execution execution) throws IOException;
    }

    /** A repeat that wants files. */
    @FunctionalInterface
    public interface Execution {
        /** The execution, not begun. */
        ExperimentRun with(Path folder, RunArchive archive);
    }

    /**
     * What still stands at the end, where it was to be kept until the run is judged.
     *
     * @param up the topology, without faults
     * @param notUndone faults that are on it nevertheless, for people
     */
    public record Kept(Optional<Deployment> up, List<String> notUndone) {}

    /**
     * Not begun.
     *
     * @param order with the folder of the whole run
     * @param records takes the journal of the run itself: which repeats there were, and how it ended
     */
    public RepeatedRun(RunOrder order, World world, Records records, RunListener listener, StopSignal stop) {
        Experiment experiment = order.experiment();
        this.order = order;
        this.records = records;
        this.listener = listener;
        this.stop = stop;
        this.repeats = experiment.repeats();
        this.standing = repeats.fresh()
                ? Optional.empty()
                : Optional.of(new StandingPlatform(
                        world.platform(), world.ticker(), experiment.recovery().atMost()));
        this.world = standing.<World>map(platform ->
                        new World(platform, world.driver(), world.ticker(), world.executor(), world.commands()))
                .orElse(world);
    }

    /** Runs it to its end: whatever fails, what stands is removed. */
    public Kept run() {
        append(order.begun(world.ticker().nanos()));
        try {
            carryOutAll();
        } catch (IOException | RuntimeException | Error e) {
            failed(e);
        }
        List<String> left = removeStanding();
        stop.reason().ifPresent(reason -> append(new Event.Aborted(now(), reason.exit(), reason.text())));
        append(new Event.RunEnded(now(), left));
        return new Kept(kept(), last.map(ExperimentRun::notUndone).orElse(List.of()));
    }

    private void carryOutAll() throws IOException {
        for (int number = 1; number <= repeats.times() && goesOn(); number++) {
            Repeat repeat = Repeat.of(repeats, number, order.seed());
            removeKept();
            append(repeat.begun(now()));
            listener.say("repeat " + number + " of " + repeats.times());
            verdict = Verdict.worst(List.of(verdict, records.carryOut(repeat, (folder, archive) -> {
                ExperimentRun run = new ExperimentRun(order.of(repeat, folder), world, archive, listener, stop);
                last = Optional.of(run);
                return run;
            })));
        }
    }

    private boolean goesOn() {
        boolean missed = verdict == Verdict.FAIL && !order.experiment().fixedNumber();
        return !stop.requested() && !missed && !spoilt();
    }

    /** Whether a fault is still on what the next repeat would begin with. */
    private boolean spoilt() {
        return standing.isPresent()
                && last.stream().anyMatch(run -> !run.notUndone().isEmpty());
    }

    /** A fresh topology that was kept until its repeat was judged makes room for the next one. */
    private void removeKept() {
        if (standing.isEmpty()) {
            last.flatMap(ExperimentRun::kept).ifPresent(up -> up.tearDown()
                    .forEach(left -> append(new Event.Invalid(now(), "could not be removed: " + left))));
        }
    }

    private List<String> removeStanding() {
        try {
            return standing.flatMap(StandingPlatform::standing)
                    .map(up -> keeps() ? up.keep() : up.tearDown())
                    .orElse(List.of());
        } catch (RuntimeException | Error e) {
            failed(e);
            return List.of("whatever is left after a failure: " + e);
        }
    }

    private boolean keeps() {
        return order.keep() && !stop.interrupted();
    }

    private Optional<Deployment> kept() {
        return keeps()
                ? standing.flatMap(StandingPlatform::standing).or(() -> last.flatMap(ExperimentRun::kept))
                : Optional.empty();
    }

    private long now() {
        return world.ticker().nanos();
    }

    /** A journal that takes nothing more is no reason to leave anything standing. */
    private void append(Event event) {
        try {
            records.append(event);
        } catch (RuntimeException e) {
            stop.request(ExitCodes.UNAVAILABLE, "the run's folder cannot be written: " + e.getMessage());
        }
    }

    private void failed(Throwable failure) {
        boolean files = failure instanceof IOException;
        String text = files
                ? "the files of a repeat cannot be written: " + failure.getMessage()
                : "blackstart failed: " + failure;
        listener.failed(text, failure);
        stop.request(files ? ExitCodes.UNAVAILABLE : ExitCodes.OUR_FAULT, text);
    }
}
