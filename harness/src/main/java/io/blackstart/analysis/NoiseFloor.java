package io.blackstart.analysis;

import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a system shows without any fault, by a control run: what is measured with a fault and is no longer than this may be no
 * doing of the fault's.
 *
 * @param control the control run's name
 * @param seconds of each figure that has a floor, by its key
 */
public record NoiseFloor(String control, Map<String, Double> seconds) {

    /** In the order of keys. */
    public NoiseFloor {
        seconds = new TreeMap<>(seconds);
    }

    /** Of a control run: of several repeats the most that any has shown. */
    public static NoiseFloor of(Judgement control) {
        List<Map<String, Double>> floors =
                control.runs().stream().map(Judgement.Repeat::floor).toList();
        Map<String, Double> most = new TreeMap<>();
        floors.forEach(floor -> floor.forEach((key, seconds) -> most.merge(key, seconds, Math::max)));
        return new NoiseFloor(control.run(), most);
    }

    /** The floor of a finding's figure; empty where it has none. Those of requests of one name have none. */
    public OptionalDouble of(Finding finding) {
        Figure figure = finding.objective().figure();
        Double floor = seconds.get(figure.key());
        boolean has = floor != null && figure.unit() == Figure.Unit.SECONDS;
        return has && finding.objective().request().isEmpty() ? OptionalDouble.of(floor) : OptionalDouble.empty();
    }

    /** Whether what was measured is no more than the floor. Without a value it is not, nor where the control showed nothing. */
    public boolean covers(Finding finding) {
        OptionalDouble floor = of(finding);
        OptionalDouble value = finding.estimate().value();
        return floor.isPresent()
                && value.isPresent()
                && floor.getAsDouble() > 0
                && value.getAsDouble() <= floor.getAsDouble();
    }
}
