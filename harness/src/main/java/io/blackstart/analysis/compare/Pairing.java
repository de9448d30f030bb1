package io.blackstart.analysis.compare;

import java.util.List;
import java.util.Optional;

/**
 * A figure before and now, to be compared.
 *
 * @param experiment its name
 * @param before each run's values, one a repeat; several runs where a baseline has them
 * @param now one value a repeat
 * @param doubt why it cannot be compared, whatever was measured
 */
public record Pairing(
        String experiment, FigureKey key, List<List<Measure>> before, List<Measure> now, Optional<String> doubt) {

    public Pairing {
        before = before.stream().map(List::copyOf).toList();
        now = List.copyOf(now);
    }

    /** All that was measured before. */
    List<Measure> pooled() {
        return before.stream().flatMap(List::stream).toList();
    }

    private Measure badness(Measure measure) {
        return Direction.badness(key.unit(), measure);
    }

    /** All before, where more is worse. */
    List<Measure> badBefore() {
        return pooled().stream().map(this::badness).toList();
    }

    /** Now, where more is worse. */
    List<Measure> badNow() {
        return now.stream().map(this::badness).toList();
    }

    /** Whether there is something to compare. */
    boolean comparable() {
        return doubt.isEmpty() && !now.isEmpty() && before.stream().anyMatch(run -> !run.isEmpty());
    }

    /** The medians of the runs before, where more is worse. */
    List<Double> runsBefore() {
        return before.stream()
                .filter(run -> !run.isEmpty())
                .map(run -> Measure.median(run.stream().map(this::badness).toList()))
                .toList();
    }
}
