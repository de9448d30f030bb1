package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a control run shows of the figures in seconds.
 *
 * <ul>
 *   <li>{@code failover}, {@code recovered}, {@code downtime}: the longest time between successes, or the longest time outside
 *       the objective on success, whichever is longer: a fault's effect that is no longer than that may be none;
 *   <li>{@code brownout}: the longest single time outside any of the steady state's objectives;
 *   <li>percentiles: themselves, where they are finite.
 * </ul>
 *
 * <p>Limits: it is as long as one control run's load lets it be. The longest of a short time is shorter than that of a long one.
 */
final class Noise {

    private static final List<String> OF_OUTAGES = List.of("failover", "recovered", "downtime");

    private final Measurements measurements;
    private final Range watch;

    Noise(Measurements measurements, Range watch) {
        this.measurements = measurements;
        this.watch = watch;
    }

    /** Figure to seconds. */
    Map<String, Double> floor() {
        Map<String, Double> floor = new TreeMap<>();
        Degradation success = measurements.success();
        long gap = success.longestUnserved(watch).length();
        double outage = Seconds.of(Math.max(gap, longest(success)));
        OF_OUTAGES.forEach(key -> floor.put(key, outage));
        floor.put(
                "brownout",
                Seconds.of(measurements.criteria().stream()
                        .mapToLong(this::longest)
                        .max()
                        .orElse(0)));
        Figure.OF_REQUESTS.stream()
                .filter(figure -> figure.unit() == Figure.Unit.SECONDS)
                .forEach(figure -> percentile(figure, floor));
        return floor;
    }

    private long longest(Degradation degradation) {
        return measurements.within(degradation.degraded(), watch).stream()
                .mapToLong(stretch -> Outages.seconds(stretch, watch))
                .max()
                .orElse(0);
    }

    private void percentile(Figure figure, Map<String, Double> floor) {
        Estimate estimate = measurements.estimate(figure, Optional.empty());
        estimate.value().stream().filter(Double::isFinite).forEach(value -> floor.put(figure.key(), value));
    }
}
