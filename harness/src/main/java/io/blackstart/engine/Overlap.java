package io.blackstart.engine;

import io.blackstart.experiment.Step;
import java.time.Duration;

/** Whether two steps may be there at the same time. */
public final class Overlap {

    private Overlap() {}

    /**
     * True where it cannot be ruled out: a step that waits for an event may come at any time. A fault that ends by itself, and is
     * not held, is there for an instant. Repeated steps are compared time by time.
     */
    public static boolean possible(Step one, Step other) {
        if (one.offset().isEmpty() || other.offset().isEmpty()) {
            return true;
        }
        for (int i = 0; i < one.repetition().times(); i++) {
            for (int j = 0; j < other.repetition().times(); j++) {
                if (overlap(begin(one, i), end(one, i), begin(other, j), end(other, j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean overlap(Duration from, Duration to, Duration otherFrom, Duration otherTo) {
        return from.compareTo(otherTo) < 0 && otherFrom.compareTo(to) < 0;
    }

    private static Duration begin(Step step, int time) {
        return step.offset().orElseThrow().plus(step.repetition().every().multipliedBy(time));
    }

    private static Duration end(Step step, int time) {
        return begin(step, time).plus(step.duration().orElse(Duration.ofMillis(1)));
    }
}
