package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code failover} from one fault, and {@code recovered}: the origin, the chain of stretches, and what they add up to. */
final class FailoverTrace implements Trace {

    /** Stretches that are shown, the last ones: what is before them decides nothing. */
    private static final int MOST = 10;

    private final Origin origin;
    private final Part begin;
    private final Estimate estimate;
    private final List<Stretch> chain;
    private final Optional<Stretch> surelyLast;
    private final Optional<Stretch> perhapsLast;
    private final List<StretchTrace> shown;
    private final Trace beyond;
    private final Trace nothing;
    private final long watchEnd;
    private final Instants instants;

    FailoverTrace(Measurements measurements, Origin origin, Part begin, Course course, Lookup lookup) {
        this.origin = origin;
        this.begin = begin;
        this.instants = new Instants(course.zero());
        this.watchEnd = course.end();
        this.estimate = measurements.since(origin);
        Failover failover = measurements.failover(origin);
        this.chain = failover.chain(origin).stretches();
        this.surelyLast = failover.surely(origin).last();
        this.perhapsLast = failover.perhaps(origin).last();
        Degradation success = measurements.success();
        this.shown = chain.subList(Math.max(0, chain.size() - MOST), chain.size()).stream()
                .map(stretch -> new StretchTrace(success, stretch, instants, lookup))
                .toList();
        this.beyond = beyond(success, lookup);
        Range within = measurements.untilHeld(origin.at());
        this.nothing = chain.isEmpty() && decides(success.unserved(within))
                ? new GapTrace(success, within, instants, lookup)
                : List::of;
    }

    /** Whether that much room is more than what may have been degraded took. */
    private boolean decides(long room) {
        return estimate.high().isPresent() && estimate.high().getAsDouble() == Seconds.of(room);
    }

    /** What may belong to it, and is over later than what probably does. */
    private Trace beyond(Degradation success, Lookup lookup) {
        Optional<Stretch> last = perhapsLast.filter(stretch -> !chain.contains(stretch));
        if (last.isEmpty()) {
            return List::of;
        }
        StretchTrace trace = new StretchTrace(success, last.get(), instants, lookup);
        String why = success.degraded().contains(last.get())
                ? "may have begun before success had held"
                : "failures that are too few to convince, and may have been an outage";
        return () -> List.of(trace.part(why, chain.isEmpty() ? List.of(high()) : List.of()));
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(begin));
        for (int i = 0; i < shown.size(); i++) {
            int number = chain.size() - shown.size() + i + 1;
            parts.add(shown.get(i)
                    .part("degraded " + number + " of " + chain.size() + ", until success holds", List.of()));
        }
        parts.addAll(beyond.parts());
        parts.addAll(nothing.parts());
        if (!chain.isEmpty() || estimate.censored()) {
            parts.add(Part.of("how it adds up", sum()));
        }
        return parts;
    }

    private List<String> sum() {
        List<String> lines = new ArrayList<>();
        surelyLast.ifPresent(last -> lines.add(low(last)));
        if (estimate.censored()) {
            lines.add(
                    chain.stream().anyMatch(Stretch::open)
                            ? "not back at " + instants.text(watchEnd) + ", the end of the watch: cut off"
                            : "the watch ended at " + instants.text(watchEnd) + ", before success had held: cut off");
            return lines;
        }
        lines.add(high());
        new Chain(chain).last().flatMap(Stretch::to).ifPresent(back -> lines.add(value(back)));
        return lines;
    }

    private String low(Stretch last) {
        long end = last.to().map(to -> to.truth().from()).orElse(watchEnd);
        return Arithmetic.low(new Elapsed(origin.at(), Bracket.at(end)), instants);
    }

    private String high() {
        return perhapsLast
                .flatMap(Stretch::to)
                .filter(back -> estimate.high().isPresent())
                .map(back -> Arithmetic.high(new Elapsed(origin.at(), back.truth()), instants))
                .orElse("high is open: it may not have been over, or success not have held, when the watch ended");
    }

    private String value(Instant back) {
        return Arithmetic.value(new Elapsed(origin.at(), back.truth()), back.value(), instants);
    }
}
