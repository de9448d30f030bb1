package io.blackstart.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The method as instants of one monotonic clock, counted from the end of the steady state: a step never drifts by the
 * duration of earlier ones. At the same instant undoing comes before injecting.
 */
record Schedule(List<Schedule.Entry> entries) {

    /** What is done at an instant. */
    enum Act {
        UNDO,
        INJECT
    }

    /**
     * An act at an offset from the end of the steady state.
     *
     * @param offset from the end of the steady state
     * @param act what
     * @param step the step's place in the method, from 0
     */
    record Entry(Duration offset, Act act, int step) {}

    static Schedule of(List<Platform.Targeted> steps) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int place = i;
            Duration at = steps.get(i).step().at();
            entries.add(new Entry(at, Act.INJECT, place));
            Optional<Duration> held = steps.get(i).step().duration();
            held.ifPresent(duration -> entries.add(new Entry(at.plus(duration), Act.UNDO, place)));
        }
        entries.sort(Comparator.comparing(Entry::offset).thenComparing(Entry::act));
        return new Schedule(List.copyOf(entries));
    }

    /** The offset of the last act; zero for an empty method. */
    Duration length() {
        return entries.isEmpty()
                ? Duration.ZERO
                : entries.get(entries.size() - 1).offset();
    }
}
