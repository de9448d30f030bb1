package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.ClockRead;
import java.util.List;
import java.util.Optional;

/**
 * Wall time on the run's own clock, by the readings of both clocks that the journal has each second: an instant between two of
 * them lies where either puts it. A clock that was set between them makes the interval as long as the step, and where the same
 * wall time came twice, it holds both.
 *
 * <p>Limits: the two clocks are the harness's; stamps of an engine on another host are as wrong as its clock is against this one.
 */
final class WallClock {

    /** Beyond the first and the last reading no clock is believed for longer. */
    private static final long BEYOND = 10 * Seconds.SECOND;

    private final List<ClockRead> readings;

    WallClock(Course course) {
        this.readings = course.all(ClockRead.class).toList();
    }

    /** When it was; absent where no reading is near. */
    Optional<Bracket> at(long wallNanos) {
        Optional<Bracket> found = Optional.empty();
        for (int next = 0; next <= readings.size(); next++) {
            Optional<Bracket> here = between(next - 1, next, wallNanos);
            found = here.isEmpty()
                    ? found
                    : Optional.of(found.map(here.get()::span).orElseGet(here::get));
        }
        return found;
    }

    /** Where a stamp lies between two readings; before the first and after the last there is but one. */
    private Optional<Bracket> between(int before, int after, long wallNanos) {
        boolean first = before < 0;
        boolean last = after >= readings.size();
        if (first && last) {
            return Optional.empty();
        }
        long from = first
                ? readings.get(after).wallNanos() - BEYOND
                : readings.get(before).wallNanos();
        long to = last
                ? readings.get(before).wallNanos() + BEYOND
                : readings.get(after).wallNanos();
        if (wallNanos < from || wallNanos > to) {
            return Optional.empty();
        }
        Bracket early = by(readings.get(first ? after : before), wallNanos);
        Bracket late = by(readings.get(last ? before : after), wallNanos);
        return Optional.of(early.span(late));
    }

    private static Bracket by(ClockRead reading, long wallNanos) {
        long since = wallNanos - reading.wallNanos();
        return new Bracket(
                reading.monotonic().from() + since, reading.monotonic().to() + since);
    }
}
