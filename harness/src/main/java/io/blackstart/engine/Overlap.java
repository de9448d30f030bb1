package io.blackstart.engine;

import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import java.time.Duration;

/** Whether two steps may be there at the same time. */
public final class Overlap {

    /** How long a fault is there that ends by itself and is not held. */
    private static final Duration INSTANT = Duration.ofMillis(1);

    private Overlap() {}

    /**
     * True where it cannot be ruled out: a step that waits for an event may come at any time. A fault that ends by itself, and is
     * not held, is there for an instant. Repeated steps are compared time by time.
     */
    public static boolean possible(Step one, Step other) {
        return possible(one, other, Duration.ZERO);
    }

    /** The same, or less than {@code gap} apart. */
    public static boolean possible(Step one, Step other, Duration gap) {
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

    /** Whether one waits until the other is over, or so long after its beginning that it has to be. */
    private static boolean follows(Step one, Step other, Duration gap) {
        if (!(one.start() instanceof Start.After after)) {
            return false;
        }
        if (after.trigger().equals(new Trigger.StepOver(other.id()))) {
            return other.duration().isPresent() || after.plus().compareTo(gap) >= 0;
        }
        return after.trigger().equals(new Trigger.StepBegan(other.id()))
                && after.plus().compareTo(other.length().plus(INSTANT).plus(gap)) >= 0;
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
