package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.Noticed;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Estimate;
import java.util.Comparator;
import java.util.List;

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

    /** A time that a sign was seen, and when that was by the run's clock. */
    record Sighting(Noticed noticed, Bracket at) {}

    Detection(Course course) {
        this.course = course;
        this.clock = new WallClock(course);
    }

    /** The figure. */
    Estimate estimate(Sign sign) {
        List<Origin> faults = Origin.effects(course);
        if (faults.isEmpty()) {
            return Estimate.unmeasured("there was no fault");
        }
        long broken = faults.get(0).at().from();
        long calm = sightings(sign).stream()
                .map(Sighting::at)
                .filter(at -> at.from() >= course.zero() && at.to() < broken)
                .count();
        if (calm > 0) {
            return Estimate.unmeasured("the " + sign.text() + " was seen " + calm + (calm == 1 ? " time" : " times")
                    + " before anything was broken: it tells nothing of a fault");
        }
        return Failover.worst(faults.stream().map(fault -> since(fault, sign)).toList());
    }

    /** Of one fault. */
    Estimate since(Origin fault, Sign sign) {
        Elapsed elapsed = elapsed(fault, sign);
        String method = fault.name() + " to the " + sign.text();
        double low = Seconds.of(elapsed.low());
        double high = Seconds.of(elapsed.high());
        return sightings(fault, sign).isEmpty()
                ? Estimate.censored(low, method + ", which was not seen")
                : Estimate.of((low + high) / 2, low, high, method);
    }

    /** From the effect until the sign was seen, or might still have been. */
    Elapsed elapsed(Origin fault, Sign sign) {
        return new Elapsed(
                fault.at(),
                sightings(fault, sign).stream()
                        .findFirst()
                        .map(Sighting::at)
                        .orElseGet(() -> Bracket.at(until(fault))));
    }

    /** Every time that it was seen after a fault and before the next, in order. */
    List<Sighting> sightings(Origin fault, Sign sign) {
        return sightings(sign).stream()
                .filter(sighting -> sighting.at().to() >= fault.at().from())
                .filter(sighting -> sighting.at().from() < until(fault))
                .toList();
    }

    /** Until the next fault, else until the end of the watch. */
    private long until(Origin fault) {
        return fault.until() == Long.MAX_VALUE ? course.end() : fault.until();
    }

    private List<Sighting> sightings(Sign sign) {
        return course.all(Noticed.class)
                .filter(noticed -> noticed.sign().equals(sign))
                .flatMap(noticed -> clock.at(noticed.wallNanos()).map(at -> new Sighting(noticed, at)).stream())
                .sorted(Comparator.comparingLong(sighting -> sighting.at().to()))
                .toList();
    }
}
