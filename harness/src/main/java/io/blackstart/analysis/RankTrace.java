package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Explanation.Request;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A percentile: its rank, and the requests at it. */
final class RankTrace implements Trace {

    /** Requests of the rank's own step, or of the failures, that are shown. */
    private static final int MOST = 5;

    private final Tally tally;
    private final Percentile.Place place;
    private final boolean answer;
    private final long low;
    private final long high;
    private final Instants instants;
    private final Lookup.Wanted below;
    private final Lookup.Wanted at;
    private final Lookup.Wanted above;
    private final Lookup.Wanted failed;
    private final Lookup.Wanted cut;

    RankTrace(String key, Tally tally, Instants instants, Lookup lookup) {
        this.tally = tally;
        this.place = Percentile.place(key, tally);
        this.answer = Percentile.isAnswer(key);
        this.low = place.infinite() ? 0 : place.times().lowestEquivalentValue(place.value());
        this.high = place.infinite() ? 0 : place.times().highestEquivalentValue(place.value());
        this.instants = instants;
        Comparator<Sample> byTime = Comparator.comparingLong(Tally::elapsed);
        this.below = lookup.greatest(byTime, sample -> timed(sample) && Tally.elapsed(sample) < low);
        this.at = lookup.first(
                MOST, sample -> timed(sample) && Tally.elapsed(sample) >= low && Tally.elapsed(sample) <= high);
        this.above = lookup.greatest(byTime.reversed(), sample -> timed(sample) && Tally.elapsed(sample) > high);
        this.failed = lookup.first(MOST, sample -> infinite(sample));
        this.cut = lookup.greatest(byTime, sample -> tally.holds(sample) && sample.outcome() == Outcome.CUT);
    }

    private boolean timed(Sample sample) {
        return !place.infinite()
                && tally.holds(sample)
                && (sample.outcome() == Outcome.OK || (answer && sample.outcome() == Outcome.FAILED));
    }

    private boolean infinite(Sample sample) {
        return !answer && tally.holds(sample) && sample.outcome() == Outcome.FAILED;
    }

    @Override
    public List<Part> parts() {
        List<String> lines = new ArrayList<>();
        lines.add("of requests from " + instants.text(tally.range()) + ", by intended start: " + tally.ok() + " ok, "
                + tally.failed() + " failed, " + tally.cut() + " cut");
        lines.add("rank " + place.rank() + " of " + tally.ended() + " by "
                + (answer ? "time to whatever came" : failures()));
        lines.addAll(place.infinite() ? List.of() : step());
        return List.of(Part.of(place.infinite() ? "behind all that succeeded" : "at the rank", lines, requests()));
    }

    private String failures() {
        return tally.failed() == 0
                ? "time until it succeeded"
                : "time until it succeeded; the " + tally.failed() + " failures are infinite, behind the " + tally.ok()
                        + " that did";
    }

    private List<String> step() {
        List<String> lines = new ArrayList<>();
        lines.add("below the histogram's step of " + Instants.length(low) + " … " + Instants.length(high) + ": "
                + below.count() + "; in it: " + at.count() + ", of which the rank's is number "
                + (place.rank() - below.count()));
        if (tally.blur() > 0) {
            lines.add("instants are whole milliseconds: " + Instants.length(tally.blur()) + " more at each end");
        }
        return lines;
    }

    private List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        add(requests, "the longest below", below);
        add(requests, "at the rank", at);
        add(requests, "the shortest above", above);
        add(requests, "infinite", failed);
        add(requests, "cut, waited longest", cut);
        return requests;
    }

    private void add(List<Request> requests, String what, Lookup.Wanted wanted) {
        for (Sample sample : wanted.found()) {
            requests.add(instants.request(what + ": " + Instants.length(Tally.elapsed(sample)), sample));
        }
    }
}
