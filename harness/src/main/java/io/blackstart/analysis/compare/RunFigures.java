package io.blackstart.analysis.compare;

import io.blackstart.objective.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run measured, figure by figure.
 *
 * @param experiment its name
 * @param run its own name
 * @param started wall time, ISO 8601 UTC
 * @param doubts why the run cannot be believed; empty where it can
 * @param measures each figure's value of every repeat that measured it, in order
 * @param missing of figures that a repeat did not measure, why
 */
public record RunFigures(
        String experiment,
        String run,
        String started,
        Verdict verdict,
        List<String> doubts,
        Map<FigureKey, List<Measure>> measures,
        Map<FigureKey, String> missing) {

    public RunFigures {
        doubts = List.copyOf(doubts);
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /** Every figure, measured or not, in order. */
    public Set<FigureKey> keys() {
        Set<FigureKey> keys = new LinkedHashSet<>(measures.keySet());
        keys.addAll(missing.keySet());
        return keys;
    }

    /** What was measured of a figure; nothing where it is not among them. */
    public List<Measure> of(FigureKey key) {
        return measures.getOrDefault(key, List.of());
    }

    /** Every figure of either run, the first one's before and the second one's now. */
    public static List<Pairing> pairings(RunFigures first, RunFigures second) {
        Set<FigureKey> keys = new LinkedHashSet<>(first.keys());
        keys.addAll(second.keys());
        return keys.stream()
                .map(key -> new Pairing(
                        second.experiment,
                        key,
                        List.of(first.of(key)),
                        second.of(key),
                        first.doubt(key).or(() -> second.doubt(key))))
                .toList();
    }

    /**
     * Why a figure of it cannot be compared: the run cannot be believed, or not all repeats measured it, and those that did are
     * no random choice.
     */
    public Optional<String> doubt(FigureKey key) {
        if (!doubts.isEmpty()) {
            return Optional.of(run + " cannot be believed: " + doubts.get(0));
        }
        return Optional.ofNullable(missing.get(key)).map(why -> run + " did not measure it: " + why);
    }
}
