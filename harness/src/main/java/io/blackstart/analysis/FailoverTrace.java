package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code failover} from one fault, and {@code recovered}: the origin, the chain of stretches, and what they add up to. */
final class FailoverTrace implements Trace {

    /** Stretches that are shown, the last ones: what is before them decides nothing. */
    private static final int MOST = 10;

    private final Origin origin;
    private final Part begin;
    private final Estimate estimate;
    private final List<Stretch> chain;
    private final List<StretchTrace> shown;
    private final Trace nothing;
    private final long watchEnd;
    private final Instants instants;

    FailoverTrace(Measurements measurements, Origin origin, Part begin, Course course, Lookup lookup) {
        this.origin = origin;
        this.begin = begin;
        this.instants = new Instants(course.zero());
        this.watchEnd = course.end();
        this.estimate = measurements.since(origin);
        this.chain = measurements.chain(origin);
        Degradation success = measurements.success();
        this.shown = chain.subList(Math.max(0, chain.size() - MOST), chain.size()).stream()
                .map(stretch -> new StretchTrace(success, stretch, instants, lookup))
                .toList();
        this.nothing = chain.isEmpty() ? nothing(success, measurements.untilHeld(origin.at()), lookup) : List::of;
    }

    /** Failures that were too few to convince, or the longest time without a success: whichever hides more. */
    private Trace nothing(Degradation success, Range within, Lookup lookup) {
        Optional<Stretch> doubtful = success.doubtful(within)
                .filter(stretch -> success.latestEnd(stretch) - within.from() > success.unserved(within));
        if (doubtful.isEmpty()) {
            return new GapTrace(success, within, instants, lookup);
        }
        StretchTrace trace = new StretchTrace(success, doubtful.get(), instants, lookup);
        long end = success.latestEnd(doubtful.get());
        String high = Arithmetic.difference("high", end, within.from(), end - within.from(), instants);
        return () -> List.of(
                trace.part("failures that are too few to convince, and may have been an outage", List.of(high)));
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(begin));
        for (int i = 0; i < shown.size(); i++) {
            int number = chain.size() - shown.size() + i + 1;
            parts.add(shown.get(i)
                    .part("degraded " + number + " of " + chain.size() + ", until success holds", List.of()));
        }
        parts.addAll(nothing.parts());
        if (!chain.isEmpty()) {
            parts.add(Part.of("how it adds up", sum(chain.get(chain.size() - 1))));
        }
        return parts;
    }

    private List<String> sum(Stretch last) {
        return last.to()
                .map(this::until)
                .orElseGet(() -> List.of(
                        difference("low", Bracket.at(watchEnd)),
                        "not back at " + instants.text(watchEnd) + ", the end of the watch: cut off"));
    }

    private List<String> until(Instant back) {
        if (estimate.censored()) {
            return List.of(
                    difference("low", back.truth()),
                    "the watch ended at " + instants.text(watchEnd) + ", before success had held: cut off");
        }
        Elapsed elapsed = new Elapsed(origin.at(), back.truth());
        return Stream.concat(
                        Arithmetic.ends(elapsed, instants).stream(),
                        Stream.of(Arithmetic.value(elapsed, back.value(), instants)))
                .toList();
    }

    private String difference(String name, Bracket end) {
        Elapsed elapsed = new Elapsed(origin.at(), end);
        return Arithmetic.difference(name, end.from(), origin.at().to(), elapsed.low(), instants);
    }
}
