package io.blackstart.cli;

import io.blackstart.analysis.Judge;
import io.blackstart.engine.ExperimentRun;
import io.blackstart.engine.Repeat;
import io.blackstart.engine.RepeatedRun;
import io.blackstart.experiment.Experiment;
import io.blackstart.journal.Event;
import io.blackstart.objective.Verdict;
import io.blackstart.store.RunStore;
import java.io.IOException;

/** Each repeat in a folder of its own below the run's. */
final class RepeatRecords implements RepeatedRun.Records {

    private final RunStore store;
    private final Experiment experiment;
    private final Carrier carrier;

    /** Has an execution run to its end. */
    @FunctionalInterface
    interface Carrier {
        void run(ExperimentRun run);
    }

    RepeatRecords(RunStore store, Experiment experiment, Carrier carrier) {
        this.store = store;
        this.experiment = experiment;
        this.carrier = carrier;
    }

    @Override
    public void append(Event event) {
        store.append(event);
    }

    @Override
    public Verdict carryOut(Repeat repeat, RepeatedRun.Execution execution) throws IOException {
        RunStore own = store.repeat(repeat.number());
        try (own) {
            carrier.run(execution.with(own.folder(), own));
        }
        return Judge.judge(RunStore.facts(own.folder(), experiment)).verdict();
    }
}
