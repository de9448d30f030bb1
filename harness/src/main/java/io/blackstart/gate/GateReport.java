package io.blackstart.gate;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.compare.Change;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.engine.ExitCodes;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a gate run came to.
 *
 * @param started wall time, ISO 8601 UTC
 * @param seconds from its beginning to its end
 * @param entries each experiment, in order
 * @param ended the exit code of what ended it before its time; absent where nothing did
 */
public record GateReport(String started, double seconds, List<Entry> entries, OptionalInt ended) {

    public GateReport {
        entries = List.copyOf(entries);
    }

    /**
     * One experiment.
     *
     * @param folder its run's
     * @param compared its figures against the baseline; empty where there is none
     * @param accepted whether what is worse than the baseline is the new baseline, because somebody said so
     * @param notes what else is to be said
     */
    public record Entry(
            Judgement judgement, String folder, List<Compared> compared, boolean accepted, List<String> notes) {

        public Entry {
            compared = List.copyOf(compared);
            notes = List.copyOf(notes);
        }

        /** The figures that are worse than the baseline, which nobody accepted. */
        public List<Compared> regressions() {
            return accepted
                    ? List.of()
                    : compared.stream()
                            .filter(one -> one.change() == Change.WORSE)
                            .toList();
        }

        /** The objectives' verdict, or FAIL where a figure regressed. */
        public Verdict verdict() {
            return regressions().isEmpty() ? judgement.verdict() : Verdict.FAIL;
        }

        int exit() {
            return regressions().isEmpty()
                    ? judgement.exit()
                    : ExitCodes.worst(List.of(judgement.exit(), ExitCodes.MISSED));
        }
    }

    /** The worst of all experiments, and of what ended it. */
    public int exit() {
        List<Integer> exits = new ArrayList<>(entries.stream().map(Entry::exit).toList());
        ended.ifPresent(exits::add);
        return ExitCodes.worst(exits);
    }

    /** The worst of all experiments; INCONCLUSIVE at best where it was ended before its time. */
    public Verdict verdict() {
        List<Verdict> verdicts =
                new ArrayList<>(entries.stream().map(Entry::verdict).toList());
        if (ended.isPresent()) {
            verdicts.add(Verdict.INCONCLUSIVE);
        }
        return Verdict.worst(verdicts);
    }
}
