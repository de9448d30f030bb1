package io.blackstart.engine;

import io.blackstart.experiment.Repetition;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether two steps of a method may be there at the same time. */
public final class Overlap {

    private static final Duration FOR_GOOD = Duration.ofDays(3650);
    /** How long a fault is there that ends by itself and is not held. */
    private static final Duration INSTANT = Duration.ofMillis(1);

    private final Map<String, Step> method = new HashMap<>();

    public Overlap(Collection<Step> method) {
        method.forEach(step -> this.method.put(step.id(), step));
    }

    /**
     * A step whose fault leaves dead what it killed, until the end of the run. With another id: what waits until the step is over
     * does not wait until that is back.
     */
    public static Step andOn(Step step) {
        return new Step(
                step.id() + " and on",
                step.start(),
                step.fault(),
                step.target(),
                Optional.of(FOR_GOOD),
                step.trafficExpected(),
                Repetition.once(),
                step.ramp());
    }

    /**
     * True where it cannot be ruled out: a step that waits for an event may come at any time that is not too early for it. A
     * fault that ends by itself, and is not held, is there for an instant. Repeated steps are compared time by time.
     */
    public boolean possible(Step one, Step other) {
        return possible(one, other, Duration.ZERO);
    }

    /** The same, or less than {@code gap} apart. */
    public boolean possible(Step one, Step other, Duration gap) {
        if (!ofOneOrigin(one, other)) {
            return !follows(one, other, gap) && !follows(other, one, gap);
        }
        for (int i = 0; i < one.repetition().times(); i++) {
            for (int j = 0; j < other.repetition().times(); j++) {
                if (overlap(
                        begin(one, i),
                        end(one, i).plus(gap),
                        begin(other, j),
                        end(other, j).plus(gap))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Both count from the end of the steady state, or from the same event. */
    private static boolean ofOneOrigin(Step one, Step other) {
        if (one.start() instanceof Start.After first && other.start() instanceof Start.After second) {
            return first.trigger().equals(second.trigger());
        }
        return one.start() instanceof Start.At && other.start() instanceof Start.At;
    }

    /** Whether one waits until the other is over, or cannot begin before that. */
    private boolean follows(Step one, Step other, Duration gap) {
        if (one.start() instanceof Start.After after
                && after.trigger().equals(new Trigger.StepOver(other.id()))
                && other.duration().isPresent()) {
            return true;
        }
        if (one.start() instanceof Start.After after && after.trigger().equals(new Trigger.StepBegan(other.id()))) {
            return after.plus().compareTo(lasts(other).plus(gap)) >= 0;
        }
        Optional<Duration> over =
                other.offset().map(begin -> begin.plus(lasts(other)).plus(gap));
        return over.filter(end -> earliest(one, method.size()).compareTo(end) >= 0)
                .isPresent();
    }

    private static Duration lasts(Step step) {
        return step.length().plus(step.duration().isPresent() ? Duration.ZERO : INSTANT);
    }

    /** From the end of the steady state; steps that wait for each other have been refused, so this ends. */
    private Duration earliest(Step step, int deepest) {
        if (!(step.start() instanceof Start.After after)) {
            return step.offset().orElseThrow();
        }
        boolean over = after.trigger() instanceof Trigger.StepOver;
        Step other = waitedFor(after.trigger());
        if (other == null || deepest == 0) {
            return after.plus();
        }
        return earliest(other, deepest - 1)
                .plus(over ? other.length() : Duration.ZERO)
                .plus(after.plus());
    }

    private Step waitedFor(Trigger trigger) {
        if (trigger instanceof Trigger.StepBegan began) {
            return method.get(began.step());
        }
        return trigger instanceof Trigger.StepOver over ? method.get(over.step()) : null;
    }

    private static boolean overlap(Duration from, Duration to, Duration otherFrom, Duration otherTo) {
        return from.compareTo(otherTo) < 0 && otherFrom.compareTo(to) < 0;
    }

    private static Duration begin(Step step, int time) {
        Duration first = step.start() instanceof Start.After after
                ? after.plus()
                : step.offset().orElseThrow();
        return first.plus(step.repetition().every().multipliedBy(time));
    }

    private static Duration end(Step step, int time) {
        return begin(step, time).plus(step.duration().orElse(INSTANT));
    }
}
