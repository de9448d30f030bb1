package io.blackstart.analysis;

import io.blackstart.journal.Sign;
import io.blackstart.objective.Estimate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * {@code mttd}, seconds: the mean time to detect, over the faults of a run: of each fault the time from its effect to whichever
 * sign of the experiment's objectives on detection was seen first.
 *
 * <p>Source and limits: as {@link Detection}. Each end of the interval is the mean of that end over the faults. A fault that was
 * not noticed has taken at least until the next one, or the end of the watch: it cuts the mean off.
 */
final class Mttd {

    private final Course course;
    private final Detection detection;
    private final Signs signs;

    Mttd(Course course) {
        this.course = course;
        this.detection = new Detection(course);
        this.signs = new Signs(course);
    }

    /** The signs of the experiment's objectives. */
    List<Sign> signs() {
        return signs.all();
    }

    /** The figure. */
    Estimate estimate() {
        return signs.obstacle()
                .map(Estimate::unmeasured)
                .orElseGet(() -> mean(Origin.effects(course).stream()
                        .map(fault -> first(fault, signs.all()))
                        .toList()));
    }

    /** Until the first of several signs; one that was not seen may have come as soon as it was no longer looked for. */
    Estimate first(Origin fault, List<Sign> signs) {
        List<Estimate> each =
                signs.stream().map(sign -> detection.since(fault, sign)).toList();
        double low = each.stream()
                .mapToDouble(estimate -> estimate.low().orElse(0))
                .min()
                .orElse(0);
        OptionalDouble high = each.stream()
                .flatMapToDouble(estimate -> estimate.high().stream())
                .min();
        OptionalDouble value = each.stream()
                .flatMapToDouble(estimate -> estimate.value().stream())
                .min();
        return high.isPresent()
                ? Estimate.of(value.orElse(high.getAsDouble()), low, high.getAsDouble(), "until the first sign")
                : Estimate.censored(low, "no sign was seen");
    }

    private static Estimate mean(List<Estimate> faults) {
        String method = "mean over " + faults.size() + (faults.size() == 1 ? " fault" : " faults")
                + " of the time from the effect to the first sign";
        double low = faults.stream()
                .mapToDouble(fault -> fault.low().orElse(0))
                .average()
                .orElse(0);
        long missed = faults.stream().filter(Estimate::censored).count();
        if (missed > 0) {
            return Estimate.censored(
                    low, method + ", of which " + missed + (missed == 1 ? " was" : " were") + " not noticed");
        }
        return Estimate.of(
                faults.stream()
                        .mapToDouble(fault -> fault.value().orElse(0))
                        .average()
                        .orElse(0),
                low,
                faults.stream()
                        .mapToDouble(fault -> fault.high().orElse(0))
                        .average()
                        .orElse(0),
                method);
    }
}
