package io.blackstart.report;

import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.gate.HistoryEntry;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The history of gate runs: of each experiment its verdicts, of each figure its course, run by run the median of its repeats. */
public final class HistoryText {

    private HistoryText() {}

    /**
     * For a terminal.
     *
     * @param entries oldest first
     * @param plain without any character beyond ASCII
     */
    public static String text(List<HistoryEntry> entries, boolean plain) {
        Map<String, List<HistoryEntry.Experiment>> experiments = new LinkedHashMap<>();
        entries.stream().flatMap(entry -> entry.experiments().stream()).forEach(one -> experiments
                .computeIfAbsent(one.name(), name -> new ArrayList<>())
                .add(one));
        StringBuilder text = new StringBuilder(entries.size() + (entries.size() == 1 ? " gate run" : " gate runs"));
        if (!entries.isEmpty()) {
            text.append(", ")
                    .append(entries.get(0).started())
                    .append(" to ")
                    .append(entries.get(entries.size() - 1).started());
        }
        text.append('\n');
        experiments.forEach((name, runs) -> experiment(text, name, runs, plain));
        return text.toString();
    }

    private static void experiment(StringBuilder text, String name, List<HistoryEntry.Experiment> runs, boolean plain) {
        text.append('\n').append(name).append(": ").append(verdicts(runs)).append('\n');
        Columns columns = new Columns("figure", "course", "last", "least", "most", "regressed");
        Set<FigureKey> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(run.measures().keySet()));
        keys.forEach(key -> row(columns, key, runs, plain));
        text.append(columns.text("  "));
    }

    private static String verdicts(List<HistoryEntry.Experiment> runs) {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.PASS, Verdict.FAIL, Verdict.INCONCLUSIVE)) {
            long count = runs.stream().filter(run -> run.verdict() == verdict).count();
            if (count > 0) {
                counts.add(count + " " + verdict);
            }
        }
        return String.join(", ", counts);
    }

    private static void row(Columns columns, FigureKey key, List<HistoryEntry.Experiment> runs, boolean plain) {
        List<Double> medians =
                runs.stream().map(run -> median(run.measures().get(key))).toList();
        double[] measured = medians.stream()
                .mapToDouble(median -> median)
                .filter(median -> !Double.isNaN(median))
                .toArray();
        if (measured.length == 0) {
            return;
        }
        String unit = key.unit().symbol();
        long regressed = runs.stream()
                .filter(run -> run.regressions().contains(key.text()))
                .count();
        columns.row(
                key.text(),
                Sparkline.of(medians, plain),
                Numbers.text(measured[measured.length - 1], unit),
                Numbers.text(Arrays.stream(measured).min().orElseThrow(), unit),
                Numbers.text(Arrays.stream(measured).max().orElseThrow(), unit),
                regressed == 0 ? "" : Long.toString(regressed));
    }

    private static double median(List<Measure> measures) {
        return measures == null || measures.isEmpty() ? Double.NaN : Measure.median(measures);
    }
}
