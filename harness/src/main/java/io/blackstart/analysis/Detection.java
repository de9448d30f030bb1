package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.Noticed;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code detection}, seconds: from a fault's effect to the first time that its sign was seen; of several faults the worst.
 *
 * <p>Source: the nodes' output and the engine's health events, both by the engine's wall-clock stamps on the run's clock
 * ({@link WallClock}). The interval takes the effect's bracket and the stamp's. A sign that comes only after the next fault is
 * that one's. Where the sign was seen while nothing was broken, it says nothing of a fault, and the figure cannot be told. Limits:
 * a line is stamped when the engine has read it, not when it was thought of.
 */
final class Detection {

    private final Course course;
    private final WallClock clock;

    Detection(Course course) {
        this.course = course;
        this.clock = new WallClock(course);
    }

    /** The figure. */
    Estimate estimate(Sign sign) {
        List<Bracket> effects = course.effects();
        if (effects.isEmpty()) {
            return Estimate.unmeasured("there was no fault");
        }
        List<Bracket> seen = seen(sign);
        long calm = seen.stream()
                .filter(at ->
                        at.from() >= course.zero() && at.to() < effects.get(0).from())
                .count();
        if (calm > 0) {
            return Estimate.unmeasured("the " + sign.text() + " was seen " + calm + (calm == 1 ? " time" : " times")
                    + " before anything was broken: it tells nothing of a fault");
        }
        List<Estimate> each = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            long until = i + 1 < effects.size() ? effects.get(i + 1).from() : course.end();
            each.add(since(effects.get(i), until, first(seen, effects.get(i), until), sign));
        }
        return Failover.worst(each);
    }

    private static Estimate since(Bracket effect, long until, Optional<Bracket> seen, Sign sign) {
        String method = "from the fault's effect to the " + sign.text();
        if (seen.isEmpty()) {
            return Estimate.censored(Seconds.of(Math.max(0, until - effect.to())), method + ", which was not seen");
        }
        double low = Seconds.of(Math.max(0, seen.get().from() - effect.to()));
        double high = Seconds.of(Math.max(0, seen.get().to() - effect.from()));
        return Estimate.of((low + high) / 2, low, high, method);
    }

    /** The first time that it was seen after an effect and before an instant. */
    static Optional<Bracket> first(List<Bracket> seen, Bracket effect, long before) {
        return seen.stream()
                .filter(at -> at.to() >= effect.from() && at.from() < before)
                .findFirst();
    }

    /** When it was seen, in order. */
    List<Bracket> seen(Sign sign) {
        return course.all(Noticed.class)
                .filter(noticed -> noticed.sign().equals(sign))
                .flatMap(noticed -> clock.at(noticed.wallNanos()).stream())
                .sorted(Comparator.comparingLong(Bracket::to))
                .toList();
    }
}
