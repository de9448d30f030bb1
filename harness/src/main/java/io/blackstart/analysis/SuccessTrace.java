package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Explanation.Request;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code success}: what was counted, and the first failures. */
final class SuccessTrace implements Trace {

    private static final int MOST = 10;

    private final Tally tally;
    private final long missing;
    private final Instants instants;
    private final Lookup.Wanted failed;
    private final Lookup.Wanted cut;

    SuccessTrace(Tally tally, long missing, Instants instants, Lookup lookup) {
        this.tally = tally;
        this.missing = missing;
        this.instants = instants;
        this.failed = lookup.first(MOST, sample -> is(Outcome.FAILED, sample));
        this.cut = lookup.greatest(Comparator.comparingLong(Tally::elapsed), sample -> is(Outcome.CUT, sample));
    }

    private boolean is(Outcome outcome, Sample sample) {
        return sample.outcome() == outcome && tally.holds(sample);
    }

    @Override
    public List<Part> parts() {
        List<String> lines = new ArrayList<>();
        lines.add("of requests from " + instants.text(tally.range()) + ", by intended start: " + tally.ok() + " ok, "
                + tally.failed() + " failed, " + tally.cut() + " cut");
        lines.add("value = " + tally.ok() + " / (" + tally.ok() + " + " + tally.failed() + ")");
        if (missing > 0) {
            lines.add(missing + " arrivals of the plan were never seen");
        }
        if (tally.arrivals() > 0) {
            lines.add(tally.arrivals() + " users arrived");
        }
        return List.of(Part.of("what was counted", lines, waited()), failures("the first failures", failed, instants));
    }

    private List<Request> waited() {
        return cut.found().stream()
                .map(sample ->
                        instants.request("cut, waited longest: " + Instants.length(Tally.elapsed(sample)), sample))
                .toList();
    }

    /** Failures, the first of them and how many more. */
    static Part failures(String title, Lookup.Wanted failed, Instants instants) {
        long more = failed.count() - failed.found().size();
        return Part.of(
                title,
                List.of(more == 0 ? failed.count() + " in all" : failed.count() + " in all, " + more + " not shown"),
                failed.found().stream()
                        .map(sample -> instants.request("failed", sample))
                        .toList());
    }
}
