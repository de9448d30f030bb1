package io.blackstart.analysis;

import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import io.blackstart.objective.Estimate;
import java.util.List;
import java.util.OptionalDouble;

/** Sums and lists of stretches. */
final class Outages {

    private Outages() {}

    /**
     * {@code downtime}, seconds: the summed time in which more than three of four requests got no service, from the first
     * fault's beginning to the end of the watch.
     *
     * <p>Source: {@link Degradation#down()}. The interval sums what each outage lasted at least and at most. Limits: an
     * outage between two requests is not seen; a stretch in which fewer fail is a brownout, not downtime.
     */
    static Estimate downtime(List<Stretch> down, Range watch, String method) {
        if (down.stream().anyMatch(Stretch::open)) {
            return Estimate.censored(Seconds.of(least(down, watch)), method + "; still down at the end of the watch");
        }
        long value = down.stream().mapToLong(stretch -> seconds(stretch, watch)).sum();
        long high = down.stream().mapToLong(stretch -> most(stretch, watch)).sum();
        return Estimate.of(
                Seconds.of(value),
                Seconds.of(least(down, watch)),
                Seconds.of(high),
                method + ", " + down.size() + (down.size() == 1 ? " outage" : " outages"));
    }

    private static long least(List<Stretch> stretches, Range watch) {
        return stretches.stream().mapToLong(stretch -> shortest(stretch, watch)).sum();
    }

    /** The best value of how long it lasted within the watch. */
    static long seconds(Stretch stretch, Range watch) {
        return Math.max(
                0,
                stretch.endValue(watch.to())
                        - Math.max(watch.from(), stretch.from().value()));
    }

    /** How long it lasted at least. */
    static long shortest(Stretch stretch, Range watch) {
        long to = stretch.to().map(instant -> instant.truth().from()).orElse(watch.to());
        return Math.max(0, to - Math.max(watch.from(), stretch.from().truth().to()));
    }

    /** How long it lasted at most. */
    static long most(Stretch stretch, Range watch) {
        long to = stretch.to().map(instant -> instant.truth().to()).orElse(watch.to());
        return Math.max(0, to - Math.max(watch.from(), stretch.from().truth().from()));
    }

    /** As the report has it. */
    static Judgement.Outage report(Stretch stretch, Course course) {
        return new Judgement.Outage(
                span(stretch.from(), course),
                stretch.to().map(instant -> span(instant, course)),
                best(stretch.from(), course),
                stretch.to().stream().mapToDouble(to -> best(to, course)).findFirst(),
                Seconds.of(stretch.endValue(course.end()) - stretch.from().value()));
    }

    /** As the report has it. */
    static Judgement.Degraded degraded(String criterion, Stretch stretch, Course course) {
        Judgement.Outage outage = report(stretch, course);
        return new Judgement.Degraded(
                criterion,
                outage.from(),
                outage.to(),
                outage.began(),
                outage.over(),
                outage.seconds(),
                stretch.share());
    }

    private static double best(Instant instant, Course course) {
        return Seconds.of(instant.value() - course.zero());
    }

    private static Judgement.Span span(Instant instant, Course course) {
        return span(instant.truth(), course.zero());
    }

    static Judgement.Span span(Bracket bracket, long zero) {
        return new Judgement.Span(Seconds.of(bracket.from() - zero), Seconds.of(bracket.to() - zero));
    }

    /** Nothing, measured: an estimate that is 0 with the room that an unseen outage would have. */
    static Estimate none(long room, String method) {
        return new Estimate(
                OptionalDouble.of(0), OptionalDouble.of(0), OptionalDouble.of(Seconds.of(room)), false, method);
    }
}
