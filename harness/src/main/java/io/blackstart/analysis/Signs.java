package io.blackstart.analysis;

import io.blackstart.analysis.Detection.Sighting;
import io.blackstart.journal.Sign;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The signs by which the experiment's objectives on detection notice a fault, and which of them came first. */
final class Signs {

    private final List<Sign> all;
    private final Detection detection;

    Signs(Course course) {
        this.all = course.experiment().objectives().stream()
                .flatMap(objective -> objective.figure().sign().stream())
                .distinct()
                .toList();
        this.detection = new Detection(course);
    }

    /** A sign, and the first time that it was seen after a fault. */
    record Seen(Sign sign, Sighting sighting) {}

    /** Each once, in the order of the objectives. */
    List<Sign> all() {
        return all;
    }

    /** Whichever was seen first after a fault; absent where none was. */
    Optional<Seen> first(Origin fault) {
        return all.stream()
                .flatMap(sign ->
                        detection.sightings(fault, sign).stream().limit(1).map(sighting -> new Seen(sign, sighting)))
                .min(Comparator.comparingLong(seen -> seen.sighting().at().to()));
    }

    /** Why they tell nothing of the faults: there is no such objective, or one of its signs cannot be told. */
    Optional<String> obstacle() {
        if (all.isEmpty()) {
            return Optional.of("the experiment has no objective on detection");
        }
        return all.stream()
                .map(detection::estimate)
                .filter(estimate -> estimate.low().isEmpty())
                .findFirst()
                .map(estimate -> estimate.method());
    }
}
