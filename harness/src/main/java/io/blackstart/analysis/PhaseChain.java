package io.blackstart.analysis;

import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The phases of a failover: from the last fault's effect through what was seen after it, each beginning where the one before
 * ended, so that they add up to the whole.
 *
 * <p>{@code first error}: the beginning of the first time below the steady state's success. {@code detected}: the first sign of
 * the experiment's objectives on detection. {@code success holds}: where {@code failover} ends. {@code caught up}: the end of the
 * last time in which latency was outside the steady state's objectives. {@code redundancy restored}: the last node healthy again.
 * What was not seen, or is not looked for, is named as missing.
 */
final class PhaseChain {

    /** A phase's end, and whence it is known. */
    private record Mark(String name, Bracket at, String source) {}

    private final Course course;
    private final Optional<Origin> fault;
    private final List<Mark> marks = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * Of a run with a fault.
     *
     * @param success the stretches below the success that must hold
     * @param slow those outside the steady state's objectives on latency
     * @param held where success held again; absent where it never did
     */
    PhaseChain(Course course, List<Stretch> success, List<Stretch> slow, Optional<Instant> held) {
        this.course = course;
        this.fault = Origin.lastEffect(course);
        fault.ifPresent(origin -> {
            firstError(success, origin.at());
            detected(origin);
            held.ifPresentOrElse(
                    at -> marks.add(new Mark("success holds", at.truth(), "the requests around the last edge")),
                    () -> missing.add(success.isEmpty() ? "success holds: it never broke" : "success holds: never"));
            caughtUp(slow, origin.at());
            redundancy(origin.at());
        });
    }

    private void firstError(List<Stretch> success, Bracket effect) {
        success.stream()
                .filter(stretch -> stretch.from().truth().to() >= effect.from())
                .findFirst()
                .ifPresentOrElse(
                        stretch -> marks.add(
                                new Mark("first error", stretch.from().truth(), "the requests around the first edge")),
                        () -> missing.add("first error: success never broke by more than chance"));
    }

    private void detected(Origin origin) {
        Signs signs = new Signs(course);
        signs.first(origin)
                .map(seen -> new Mark(
                        "detected", seen.sighting().at(), "the " + seen.sign().text()))
                .ifPresentOrElse(
                        marks::add,
                        () -> missing.add(
                                signs.all().isEmpty()
                                        ? "detected: the experiment has no objective on detection"
                                        : "detected: no sign was seen"));
    }

    private void caughtUp(List<Stretch> slow, Bracket effect) {
        slow.stream()
                .filter(stretch -> stretch.endValue(course.end()) >= effect.from())
                .max(Comparator.comparingLong(stretch -> stretch.endValue(course.end())))
                .ifPresentOrElse(
                        stretch -> stretch.to()
                                .ifPresentOrElse(
                                        to -> marks.add(new Mark("caught up", to.truth(), "the latest late answers")),
                                        () -> missing.add("caught up: answers were late until the end of the watch")),
                        () -> missing.add("caught up: answers were never late for more than chance"));
    }

    private void redundancy(Bracket effect) {
        Redundancy.whole(course)
                .filter(since -> since.to() >= effect.from())
                .ifPresentOrElse(
                        at -> marks.add(new Mark("redundancy restored", at, "the nodes' health checks, as watched")),
                        () -> missing.add("redundancy restored: not every node was seen healthy again"));
    }

    /** The phases in the order of their ends. */
    List<Judgement.PhaseReport> phases() {
        List<Judgement.PhaseReport> phases = new ArrayList<>();
        Optional<Bracket> from = fault.map(Origin::at);
        for (Mark mark : marks.stream()
                .sorted(Comparator.comparingLong((Mark mark) -> mark.at.to()))
                .toList()) {
            phases.add(new Judgement.PhaseReport(mark.name, span(from.orElseThrow()), span(mark.at), mark.source));
            from = Optional.of(mark.at);
        }
        return phases;
    }

    /** What is not among them, and why. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    private Judgement.Span span(Bracket bracket) {
        return Outages.span(bracket, course.zero());
    }
}
