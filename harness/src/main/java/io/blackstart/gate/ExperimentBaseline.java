package io.blackstart.gate;

import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Pairing;
import io.blackstart.analysis.compare.RunFigures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an experiment's figures were when somebody said: so they are to stay. Of several runs, because those of different days
 * differ by more than the repeats of one.
 *
 * @param experiment its name
 * @param runs oldest first, at most {@link #KEPT}
 */
public record ExperimentBaseline(String experiment, List<BaselineRun> runs) {

    /** So many runs are kept: with each figure's worst of 20 a chance of 1 in 21 that one more is worse still. */
    public static final int KEPT = 20;

    /** Facts by which machines differ that measure different figures. */
    private static final List<String> MACHINE = List.of("processors", "arch");

    public ExperimentBaseline {
        runs = List.copyOf(runs);
    }

    /** With one more run that is of the same kind as those before; the oldest goes where there are too many. */
    public ExperimentBaseline with(BaselineRun run) {
        List<BaselineRun> all = new ArrayList<>(
                runs.stream().filter(one -> !one.run().equals(run.run())).toList());
        all.add(run);
        return new ExperimentBaseline(experiment, all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    /** The figures of a run against it. */
    public List<Pairing> pairings(RunFigures now) {
        Set<FigureKey> keys = new LinkedHashSet<>(now.keys());
        runs.forEach(run -> keys.addAll(run.measures().keySet()));
        return keys.stream()
                .map(key -> new Pairing(
                        experiment, key, runs.stream().map(run -> run.of(key)).toList(), now.of(key), now.doubt(key)))
                .toList();
    }

    /** In what way another machine measured it; absent where the machines do not differ in what counts. */
    public Optional<String> otherMachine(BaselineRun now) {
        return runs.stream()
                .flatMap(run -> MACHINE.stream().flatMap(fact -> differs(fact, run, now)))
                .findFirst();
    }

    private static Stream<String> differs(String fact, BaselineRun before, BaselineRun now) {
        String one = before.environment().getOrDefault(fact, "unknown");
        String other = now.environment().getOrDefault(fact, "unknown");
        return one.equals(other) ? Stream.empty() : Stream.of(fact + ": " + one + " then, " + other + " now");
    }
}
