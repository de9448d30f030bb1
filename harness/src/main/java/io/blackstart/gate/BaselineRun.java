package io.blackstart.gate;

import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run that a baseline keeps.
 *
 * @param run its name
 * @param started wall time, ISO 8601 UTC
 * @param environment what it ran on: versions, processors
 * @param measures each figure's value of every repeat
 */
public record BaselineRun(
        String run, String started, Map<String, String> environment, Map<FigureKey, List<Measure>> measures) {

    public BaselineRun {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** What was measured of a figure; nothing where it is not among them. */
    public List<Measure> of(FigureKey key) {
        return measures.getOrDefault(key, List.of());
    }
}
