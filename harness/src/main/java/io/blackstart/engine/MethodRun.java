package io.blackstart.engine;

import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Carries a method out: every act at its instant of one monotonic clock, so that no step drifts by the duration of another;
 * steps that wait for an event as soon as it came. Acts run side by side, those of one step one after the other.
 */
final class MethodRun {

    /** How long before its instant a step is made ready. */
    static final Duration ARM = Duration.ofMillis(500);

    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    /** At the same instant undoing comes before injecting. */
    private enum Kind {
        UNDO,
        GRADE,
        ARM,
        INJECT
    }

    private record Act(long due, long planned, Kind kind, Occurrence occurrence, int stage) {}

    private final PriorityQueue<Act> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Act::due).thenComparing(Act::kind));
    private final List<Platform.Targeted> waiting = new ArrayList<>();
    private final Injections injections;
    private final Triggers triggers;
    private final Lanes lanes;
    private final Ticker ticker;
    private final long patience;
    private long lastAct;

    /**
     * A method, not begun.
     *
     * @param patience how long a step waits for its event once nothing else is to do
     */
    MethodRun(Injections injections, Triggers triggers, Lanes lanes, Ticker ticker, Duration patience) {
        this.injections = injections;
        this.triggers = triggers;
        this.lanes = lanes;
        this.ticker = ticker;
        this.patience = patience.toNanos();
    }

    /** Waits until an instant; false where the run is to end. */
    @FunctionalInterface
    interface Waiter {
        boolean until(long instant);
    }

    /**
     * From its first step to its last; returns early where the run is to end.
     *
     * @param origin the end of the steady state
     * @return steps whose event never came, a line each
     * @throws RuntimeException an act's own
     */
    List<String> carryOut(List<Platform.Targeted> steps, long origin, Waiter waiter) {
        lastAct = origin;
        for (Platform.Targeted step : steps) {
            Optional<Duration> offset = step.step().offset();
            if (offset.isPresent()) {
                plan(step, origin + offset.get().toNanos());
            } else {
                waiting.add(step);
            }
        }
        while (!over()) {
            if (!waiter.until(nextLook())) {
                return List.of();
            }
            lanes.rethrow();
            fire();
            trigger();
            if (gaveUp()) {
                return waiting.stream().map(triggers::neverCame).toList();
            }
        }
        lanes.rethrow();
        return List.of();
    }

    private boolean over() {
        return agenda.isEmpty() && waiting.isEmpty() && lanes.idle();
    }

    private long nextLook() {
        long look = ticker.nanos() + LOOK_NANOS;
        boolean looking = !waiting.isEmpty() || !lanes.idle();
        long due = agenda.isEmpty() ? look : agenda.peek().due();
        return looking ? Math.min(due, look) : due;
    }

    private void plan(Platform.Targeted targeted, long first) {
        Step step = targeted.step();
        for (Occurrence occurrence : Occurrence.of(targeted)) {
            long planned = first + step.repetition().every().toNanos() * (occurrence.time() - 1);
            long asked = planned - injections.lead(occurrence);
            agenda.add(new Act(asked - ARM.toNanos(), planned, Kind.ARM, occurrence, 0));
            agenda.add(new Act(asked, planned, Kind.INJECT, occurrence, 0));
            planStages(occurrence, planned);
            step.duration().ifPresent(length -> {
                long end = planned + length.toNanos();
                agenda.add(new Act(end, end, Kind.UNDO, occurrence, 0));
            });
        }
    }

    private void planStages(Occurrence occurrence, long planned) {
        occurrence.step().ramp().ifPresent(ramp -> {
            for (int stage = 1; stage <= ramp.stages(); stage++) {
                long at = planned + ramp.over().toNanos() * stage / ramp.stages();
                agenda.add(new Act(at, at, Kind.GRADE, occurrence, stage));
            }
        });
    }

    private void fire() {
        while (!agenda.isEmpty() && agenda.peek().due() <= ticker.nanos()) {
            Act act = agenda.poll();
            lastAct = Math.max(lastAct, act.due());
            lanes.run(act.occurrence().id(), () -> carryOut(act));
        }
    }

    private void carryOut(Act act) {
        Occurrence occurrence = act.occurrence();
        switch (act.kind()) {
            case ARM -> injections.arm(occurrence, act.planned());
            case INJECT -> injections.inject(occurrence);
            case UNDO -> injections.undo(occurrence);
            case GRADE -> {
                Step step = occurrence.step();
                injections.grade(occurrence, step.ramp().orElseThrow().stage(act.stage(), step.fault()), act.planned());
            }
        }
    }

    private void trigger() {
        for (Platform.Targeted step : List.copyOf(waiting)) {
            Start.After after = (Start.After) step.step().start();
            OptionalLong came = triggers.came(after.trigger());
            if (came.isPresent()) {
                waiting.remove(step);
                plan(step, came.getAsLong() + after.plus().toNanos());
            }
        }
        fire();
    }

    private boolean gaveUp() {
        return agenda.isEmpty() && lanes.idle() && !waiting.isEmpty() && ticker.nanos() > lastAct + patience;
    }
}
