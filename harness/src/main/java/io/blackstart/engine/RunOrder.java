package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.journal.Event;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is to be run.
 *
 * @param experiment resolved
 * @param run the run's name, also its folder's
 * @param folder the run's folder; exists
 * @param seed of every choice
 * @param parameters as set
 * @param versions of harness, machine and so on, for the journal
 * @param keep whether the topology stays, without any fault on it, until the run is judged
 * @param started wall time, ISO 8601 UTC
 * @param repeat which execution of the run
 */
public record RunOrder(
        Experiment experiment,
        String run,
        Path folder,
        long seed,
        Map<String, String> parameters,
        Map<String, String> versions,
        boolean keep,
        String started,
        Repeat repeat) {

    /** Of a run of one execution. */
    public RunOrder(
            Experiment experiment,
            String run,
            Path folder,
            long seed,
            Map<String, String> parameters,
            Map<String, String> versions,
            boolean keep,
            String started) {
        this(experiment, run, folder, seed, parameters, versions, keep, started, Repeat.only());
    }

    /**
     * Another execution of the run.
     *
     * @param own its folder; exists
     */
    public RunOrder of(Repeat other, Path own) {
        return new RunOrder(experiment, run, own, seed, parameters, versions, keep, started, other);
    }

    /** The first line of a journal. */
    Event.RunStarted begun(long at) {
        return new Event.RunStarted(at, started, run, experiment.name(), seed, parameters, versions);
    }

    /** What the id of each write begins with: nothing of another run or repeat is ever taken for one of this. */
    String ids() {
        String begin = Long.toString(seed, 36) + "-" + run.substring(Math.max(0, run.length() - 4));
        return repeat.of() == 1 ? begin : begin + "-" + repeat.number();
    }
}
