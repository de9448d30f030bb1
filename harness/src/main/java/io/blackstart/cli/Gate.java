package io.blackstart.cli;

import io.blackstart.analysis.compare.Change;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.analysis.compare.Comparison;
import io.blackstart.analysis.compare.Margin;
import io.blackstart.analysis.compare.Pairing;
import io.blackstart.analysis.compare.RunFigures;
import io.blackstart.gate.BaselineRun;
import io.blackstart.gate.ExperimentBaseline;
import io.blackstart.gate.GateReport;
import io.blackstart.gate.HistoryEntry;
import io.blackstart.objective.Verdict;
import io.blackstart.report.ReportReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A gate's experiments, as they end; judged together at the end, because all figures are compared at once. */
final class Gate {

    private final Optional<Baselines> baselines;
    private final Margin margin;
    private final boolean update;
    private final List<Runner.Ended> ended = new ArrayList<>();
    private final List<RunFigures> figures = new ArrayList<>();

    /**
     * Of nothing yet.
     *
     * @param update whether runs that pass are to be added to the baselines
     */
    Gate(Optional<Baselines> baselines, Margin margin, boolean update) {
        this.baselines = baselines;
        this.margin = margin;
        this.update = update;
    }

    /** What it came to, and what the history keeps of it. */
    record Judged(GateReport report, HistoryEntry history) {}

    void add(Runner.Ended one) {
        ended.add(one);
        figures.add(ReportReader.figures(one.judgement()));
    }

    /** Judges all, and updates the baselines where that was asked for. */
    Judged judge(String started, double seconds, OptionalInt signal) throws IOException {
        List<Pairing> pairings = figures.stream()
                .flatMap(one -> baseline(one).stream().flatMap(before -> before.pairings(one).stream()))
                .toList();
        List<Compared> compared = Comparison.of(pairings, margin);
        List<GateReport.Entry> entries = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            String name = figures.get(i).experiment();
            entries.add(entry(
                    i,
                    compared.stream()
                            .filter(one -> one.experiment().equals(name))
                            .toList()));
        }
        GateReport report = new GateReport(started, seconds, entries, signal);
        List<HistoryEntry.Experiment> history = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            history.add(HistoryEntry.Experiment.of(entries.get(i), figures.get(i)));
        }
        return new Judged(report, new HistoryEntry(started, report.exit(), history));
    }

    private Optional<ExperimentBaseline> baseline(RunFigures one) {
        return baselines.flatMap(all -> all.of(one.experiment()));
    }

    private GateReport.Entry entry(int place, List<Compared> compared) throws IOException {
        RunFigures now = figures.get(place);
        List<String> notes = new ArrayList<>();
        boolean taken = false;
        if (baselines.isPresent()) {
            BaselineRun run = run(ended.get(place), now);
            if (baseline(now).isEmpty() && !update) {
                notes.add("there is no baseline at " + baselines.get().file(now.experiment())
                        + ": only its objectives were judged");
            }
            baseline(now)
                    .flatMap(before -> before.otherMachine(run))
                    .ifPresent(how -> notes.add("the baseline is another machine's (" + how
                            + "): what differs may be the machine's doing"));
            taken = update && now.verdict() == Verdict.PASS;
            if (update) {
                notes.add(taken ? take(run, now, compared) : "this run did not pass, so the baseline stays as it is");
            }
        }
        return new GateReport.Entry(
                ended.get(place).judgement(), ended.get(place).folder().toString(), compared, taken, notes);
    }

    private static BaselineRun run(Runner.Ended one, RunFigures now) {
        return new BaselineRun(now.run(), now.started(), one.environment(), now.measures());
    }

    /** A run that is like those before is one more of them; else it is the first of what is from now on. */
    private String take(BaselineRun run, RunFigures now, List<Compared> compared) throws IOException {
        ExperimentBaseline before = baseline(now).orElse(new ExperimentBaseline(now.experiment(), List.of()));
        boolean differs = before.otherMachine(run).isPresent()
                || compared.stream().anyMatch(one -> one.change() == Change.WORSE || one.change() == Change.BETTER);
        ExperimentBaseline after = (differs ? new ExperimentBaseline(now.experiment(), List.of()) : before).with(run);
        Baselines all = baselines.orElseThrow();
        all.write(after);
        String how = differs
                ? "begun anew with this run, which differs from it: "
                : "now of " + after.runs().size() + (after.runs().size() == 1 ? " run: " : " runs: ");
        return "the baseline is " + how + all.file(now.experiment());
    }
}
