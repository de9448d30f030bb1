package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code rto.fault} and {@code rto.detection}, seconds: the time to recovery, from a fault's effect or from the first sign of
 * it until success holds; of several faults the worst.
 *
 * <p>What agreements on recovery times count from differs: the fault (what users suffer), its detection (what the people on
 * call can do something about), or the declaration of a disaster. From the fault it is what {@code failover} is. From
 * detection it counts from whichever of the signs of the experiment's objectives on {@code detection} came first; a service
 * that was back before anybody noticed comes to 0. Limits: as {@link Failover} and {@link Detection}; where a fault was not
 * noticed there is nothing to count from, and the figure is not measured.
 */
final class Rto {

    private final Course course;
    private final Signs signs;

    Rto(Course course) {
        this.course = course;
        this.signs = new Signs(course);
    }

    /** What it counts from: each fault's first sign. */
    List<Origin> detected() {
        List<Origin> detected = new ArrayList<>();
        for (Origin fault : Origin.effects(course)) {
            signs.first(fault)
                    .ifPresent(seen -> detected.add(new Origin(
                            fault.disturbance(), seen.sighting().at(), fault.until(), "from the first sign")));
        }
        return detected;
    }

    /**
     * From detection.
     *
     * @param since the time from an origin until success holds
     */
    Estimate fromDetection(Function<Origin, Estimate> since) {
        return obstacle()
                .map(Estimate::unmeasured)
                .orElseGet(() -> Failover.worst(detected().stream().map(since).toList()));
    }

    private Optional<String> obstacle() {
        List<Origin> faults = Origin.effects(course);
        if (faults.isEmpty()) {
            return Optional.of("there was no fault");
        }
        return signs.obstacle().or(() -> faults.stream()
                .filter(fault -> signs.first(fault).isEmpty())
                .map(fault -> "nobody noticed step " + fault.disturbance().id())
                .findFirst());
    }
}
