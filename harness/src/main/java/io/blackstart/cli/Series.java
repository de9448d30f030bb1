package io.blackstart.cli;

import io.blackstart.engine.StopSignal;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/** Runs experiments one after the other; a signal ends the one that runs, in order, and none is begun after it. */
final class Series {

    private final Runner runner;

    Series(Console console, RunSettings settings) {
        this.runner = new Runner(console, settings, Home.find());
    }

    /** What is done with each when it has ended. */
    interface Each {
        void ended(Runner.Ended ended) throws IOException;
    }

    /**
     * Runs them.
     *
     * @return the exit code of the signal that ended them before their time
     */
    OptionalInt run(List<Loaded> experiments, Each each) throws IOException {
        StopSignal session = new StopSignal();
        AtomicReference<StopSignal> current = new AtomicReference<>(new StopSignal());
        try (Signals signals = Signals.listen((exit, text) -> {
            session.request(exit, text);
            current.get().request(exit, text);
        })) {
            for (Loaded experiment : experiments) {
                StopSignal stop = new StopSignal();
                current.set(stop);
                if (session.requested()) {
                    break;
                }
                each.ended(runner.run(experiment, stop));
            }
            return session.reason().map(reason -> OptionalInt.of(reason.exit())).orElse(OptionalInt.empty());
        }
    }
}
