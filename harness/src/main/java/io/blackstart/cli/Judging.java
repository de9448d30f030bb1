package io.blackstart.cli;

import io.blackstart.analysis.Judge;
import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.RepeatsJudge;
import io.blackstart.experiment.Experiment;
import io.blackstart.store.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Judges runs from their raw files alone. */
final class Judging {

    private Judging() {}

    /** A run, of one execution or of several, held against the control run that was kept beside it. */
    static Judgement of(Path folder) throws IOException {
        Judgement judgement = alone(folder);
        return RunStore.floor(folder).map(judgement::against).orElse(judgement);
    }

    private static Judgement alone(Path folder) throws IOException {
        Experiment experiment = RunStore.experiment(folder);
        if (experiment.repeats().times() == 1) {
            return Judge.judge(RunStore.facts(folder, experiment));
        }
        RepeatsJudge judge = new RepeatsJudge(experiment, RunStore.journal(folder));
        for (Path repeat : RunStore.repeats(folder)) {
            judge.add(RunStore.facts(repeat, experiment));
        }
        return judge.judgement();
    }

    /** Several runs, in order. */
    static List<Judgement> of(List<Path> folders) throws IOException {
        List<Judgement> judgements = new ArrayList<>();
        for (Path folder : folders) {
            judgements.add(of(folder));
        }
        return judgements;
    }
}
