package io.blackstart.analysis;

import io.blackstart.analysis.Shows.Show;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.Noticed;
import io.blackstart.journal.Event.SignShown;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Estimate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code detection}, seconds: from a fault's effect to the first time that its sign was seen; of several faults the worst.
 *
 * <p>Source: the nodes' output and the engine's health events, both by the engine's wall-clock stamps on the run's clock
 * ({@link WallClock}); alerts and the balancer's word of its servers, as whoever knows them answered when asked ({@link Shows}). The interval takes the effect's
 * bracket and the sign's. A sign that comes only after the next fault is that one's. Where the sign was seen while nothing was
 * broken, or what is asked for is there already when its fault takes effect, it says nothing of a fault, and the figure cannot be told.
 * Limits: a line is stamped when the engine has read it, not when it was thought of.
 */
final class Detection {

    private final Course course;
    private final WallClock clock;

    /**
     * A time that a sign was seen.
     *
     * @param node who showed it
     * @param at when that was by the run's clock
     * @param said how it is known, for people
     */
    record Sighting(String node, Bracket at, String said) {}

    Detection(Course course) {
        this.course = course;
        this.clock = new WallClock(course);
    }

    /** The figure. */
    Estimate estimate(Sign sign) {
        List<Origin> faults = Origin.effects(course);
        if (faults.isEmpty()) {
            return Estimate.unmeasured("there was no fault");
        }
        return obstacle(faults, sign)
                .map(Estimate::unmeasured)
                .orElseGet(() -> Failover.worst(
                        faults.stream().map(fault -> since(fault, sign)).toList()));
    }

    /** Why the sign tells nothing of these faults. */
    private Optional<String> obstacle(List<Origin> faults, Sign sign) {
        Optional<String> unread = sign.kind().asked() ? shows(sign).obstacle() : Optional.empty();
        return unread.map(why -> "the " + sign.text() + ": " + why)
                .or(() -> calm(faults.get(0), sign))
                .or(() -> faults.stream()
                        .flatMap(fault -> there(fault, sign).stream())
                        .findFirst());
    }

    private Optional<String> calm(Origin first, Sign sign) {
        Range calm = new Range(course.zero(), Math.max(course.zero(), first.at().from()));
        long seen = sign.kind().asked()
                ? showing(sign).filter(show -> show.during(calm)).count()
                : sightings(sign).stream()
                        .map(Sighting::at)
                        .filter(at -> at.from() >= calm.from() && at.to() < calm.to())
                        .count();
        return seen == 0
                ? Optional.empty()
                : Optional.of("the " + sign.text() + " was seen " + seen + (seen == 1 ? " time" : " times")
                        + " before anything was broken: it tells nothing of a fault");
    }

    /** Where it is shown already, nobody can see that it would have been shown anew. */
    private Optional<String> there(Origin fault, Sign sign) {
        return showing(sign)
                .filter(show -> show.shown().since().to() < fault.at().from())
                .filter(show ->
                        show.gone().map(gone -> gone.from() >= fault.at().to()).orElse(true))
                .findFirst()
                .map(show -> "the " + sign.text() + " was still there from before when step "
                        + fault.disturbance().id() + " took effect");
    }

    /** Of one fault. */
    Estimate since(Origin fault, Sign sign) {
        Elapsed elapsed = elapsed(fault, sign);
        String method = fault.name() + " to the " + sign.text();
        double low = Seconds.of(elapsed.low());
        double high = Seconds.of(elapsed.high());
        if (!sightings(fault, sign).isEmpty()) {
            return Estimate.of((low + high) / 2, low, high, method);
        }
        String asLong = unreadAfter(fault, sign).isPresent() ? " while all who could show it answered" : "";
        return Estimate.censored(low, method + ", which was not seen" + asLong);
    }

    /** From the effect until the sign was seen, or might still have been. */
    Elapsed elapsed(Origin fault, Sign sign) {
        List<Sighting> sightings = sightings(fault, sign);
        if (sightings.isEmpty()) {
            return new Elapsed(fault.at(), Bracket.at(unreadAfter(fault, sign).orElseGet(() -> until(fault))));
        }
        long seen = sightings.get(0).at().to();
        long from = Stream.concat(
                        sightings.stream().map(sighting -> sighting.at().from()), unreadAfter(fault, sign).stream())
                .reduce(seen, Math::min);
        return new Elapsed(fault.at(), new Bracket(from, seen));
    }

    /** Every time that it was seen after a fault and before the next, in order. */
    List<Sighting> sightings(Origin fault, Sign sign) {
        return sightings(sign).stream()
                .filter(sighting -> sighting.at().to() >= fault.at().from())
                .filter(sighting -> sighting.at().from() < until(fault))
                .toList();
    }

    /** When somebody who could have shown it no longer answered: from then on it may have been there unseen. */
    private Optional<Long> unreadAfter(Origin fault, Sign sign) {
        return sign.kind().asked()
                ? shows(sign).unread(new Range(fault.at().from(), until(fault))).stream()
                        .map(gap -> Math.max(gap.from(), fault.at().from()))
                        .min(Long::compare)
                : Optional.empty();
    }

    /** Until the next fault, else until the end of the watch. */
    private long until(Origin fault) {
        return fault.until() == Long.MAX_VALUE ? course.end() : fault.until();
    }

    private Shows shows(Sign sign) {
        return new Shows(course, sign.kind());
    }

    private Stream<Show> showing(Sign sign) {
        return shows(sign).all().stream().filter(show -> show.shown().sign().equals(sign));
    }

    private List<Sighting> sightings(Sign sign) {
        return Stream.concat(
                        course.all(Noticed.class)
                                .filter(noticed -> noticed.sign().equals(sign))
                                .flatMap(noticed -> stamped(noticed).stream()),
                        course.all(SignShown.class)
                                .filter(shown -> shown.sign().equals(sign))
                                .map(Detection::shown))
                .sorted(Comparator.comparingLong(sighting -> sighting.at().to()))
                .toList();
    }

    private Optional<Sighting> stamped(Noticed noticed) {
        String said = "stamped " + Instant.EPOCH.plusNanos(noticed.wallNanos()) + " by the engine's wall clock";
        return clock.at(noticed.wallNanos()).map(at -> new Sighting(noticed.node(), at, said));
    }

    private static Sighting shown(SignShown shown) {
        String of = shown.labels().isEmpty() ? "" : "of " + shown.labels() + ", ";
        return new Sighting(shown.node(), shown.since(), of + shown.said());
    }
}
