package io.blackstart.analysis.validity;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A load of ten seconds as the harness watched itself: unless told otherwise all is well. Seconds count from its begin. */
final class Watched {

    private static final long ZERO = 7_000_000_000_000L;
    private static final long WALL = 1_764_000_000_000_000_000L;
    static final double LENGTH = 10;

    private final List<Event> journal = new ArrayList<>();
    private Optional<LoadCounts> counts = Optional.of(new LoadCounts(3000, 3000, 3000, 3000, 0, false));
    private long unanswered;

    static Watched watched() {
        return new Watched();
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static long at(double second) {
        return ZERO + nanos(second);
    }

    Watched counted(LoadCounts other) {
        counts = Optional.of(other);
        return this;
    }

    Watched neverCounted() {
        counts = Optional.empty();
        return this;
    }

    /** Of two processors, in a second until then: seconds stolen, under pressure, of the busiest thread, waited, throttled. */
    Watched second(double until, double stolen, double pressed, double busiest, double waited, double throttled) {
        return stretch(until - 1, until, stolen, pressed, busiest, waited, throttled);
    }

    Watched stretch(
            double from, double until, double stolen, double pressed, double busiest, double waited, double throttled) {
        return vitals(
                from,
                until,
                new Vitals(2, nanos(stolen), nanos(pressed), nanos(busiest), nanos(waited), nanos(throttled)));
    }

    Watched vitals(double from, double until, Vitals vitals) {
        journal.add(new Event.VitalsRead(at(until), at(from), vitals));
        return this;
    }

    Watched stolen(double until, double seconds) {
        return second(until, seconds, 0, 0, 0, 0);
    }

    Watched throttled(double until, double seconds) {
        return second(until, 0, 0, 0, 0, seconds);
    }

    Watched waited(double until, double seconds) {
        return second(until, 0, 0, 0, seconds, 0);
    }

    Watched pressed(double until, double seconds) {
        return second(until, 0, seconds, 0, 0, 0);
    }

    Watched busiest(double until, double seconds) {
        return second(until, 0, 0, seconds, 0, 0);
    }

    /** Both clocks were read: this one at once, the wall clock ahead of it by so much. */
    Watched clocks(double second, double ahead) {
        return clocks(second, second, ahead);
    }

    Watched clocks(double from, double to, double ahead) {
        journal.add(new Event.ClockRead(at(to), new Bracket(at(from), at(to)), WALL + nanos(from + ahead)));
        return this;
    }

    Watched engine(double asked, double answered) {
        return engine(asked, answered, "");
    }

    Watched engine(double asked, double answered, String failure) {
        journal.add(new Event.EngineAsked(at(answered), new Bracket(at(asked), at(answered)), failure));
        return this;
    }

    Watched entry(String url, boolean proxied) {
        journal.add(new Event.EntryChosen(at(-1), url, "nothing in between", proxied));
        return this;
    }

    Watched unanswered(long requests) {
        unanswered = requests;
        return this;
    }

    /** What a check says. */
    Checked says(String key) {
        Observed run = new Observed(journal, counts, 3000, unanswered, at(0), at(LENGTH));
        return SelfChecks.of(run).stream()
                .filter(checked -> checked.rule().key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
