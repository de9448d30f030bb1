package io.blackstart.gate;

import io.blackstart.analysis.compare.Compared;
import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.analysis.compare.RunFigures;
import io.blackstart.objective.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A gate run in the history.
 *
 * @param started wall time, ISO 8601 UTC
 * @param exit the exit code
 * @param experiments in order
 */
public record HistoryEntry(String started, int exit, List<Experiment> experiments) {

    public HistoryEntry {
        experiments = List.copyOf(experiments);
    }

    /**
     * One of its experiments.
     *
     * @param verdict of objectives and regressions
     * @param regressions figures that regressed, as people read them
     * @param measures each figure's value of every repeat
     */
    public record Experiment(
            String name,
            String run,
            Verdict verdict,
            List<String> regressions,
            Map<FigureKey, List<Measure>> measures) {

        public Experiment {
            regressions = List.copyOf(regressions);
            measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        }

        /** Of a gate's entry. */
        public static Experiment of(GateReport.Entry entry, RunFigures figures) {
            return new Experiment(
                    figures.experiment(),
                    figures.run(),
                    entry.verdict(),
                    entry.regressions().stream()
                            .map(Compared::key)
                            .map(FigureKey::text)
                            .toList(),
                    figures.measures());
        }
    }
}
