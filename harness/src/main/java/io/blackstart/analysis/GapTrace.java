package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Explanation.Request;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Nothing was degraded: what an unseen outage had room for, between which requests. */
final class GapTrace implements Trace {

    private final Degradation criterion;
    private final Instants instants;
    private final Range gap;
    private final long room;
    private final Lookup.Wanted before;
    private final Lookup.Wanted after;

    /** Of the longest time in a range in which nobody was served. */
    GapTrace(Degradation criterion, Range within, Instants instants, Lookup lookup) {
        this.criterion = criterion;
        this.instants = instants;
        this.gap = criterion.longestUnserved(within);
        this.room = criterion.unserved(within);
        this.before = lookup.greatest(
                Comparator.comparingLong(Sample::end), sample -> served(sample) && sample.end() < gap.from());
        this.after = lookup.first(1, sample -> served(sample) && sample.end() >= gap.to());
    }

    private static boolean served(Sample sample) {
        return sample.outcome() == Outcome.OK;
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of(
                "never below it by more than chance; the longest time without a success",
                List.of(
                        gap.length() == 0
                                ? "each slice of " + Instants.length(Slices.WIDTH) + " saw a success"
                                : "no slice of " + Instants.length(Slices.WIDTH) + " saw a success within "
                                        + instants.text(gap),
                        "high = " + Instants.length(gap.length()) + " + "
                                + Instants.length(criterion.patience()) + " (what a request takes at most) + 2 × "
                                + Instants.length(Slices.WIDTH) + " = " + Instants.length(room)),
                requests()));
    }

    private List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        before.found().forEach(sample -> requests.add(instants.request("last success before it", sample)));
        after.found().forEach(sample -> requests.add(instants.request("first success after it", sample)));
        return requests;
    }
}
