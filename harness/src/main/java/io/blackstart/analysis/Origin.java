package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An instant from which it is measured until success holds.
 *
 * @param disturbance whose effect or undo it is
 * @param at when that was
 * @param until stretches that may have begun later belong to the next fault
 * @param name as methods say it, such as {@code from the fault's effect}
 */
record Origin(Disturbance disturbance, Bracket at, long until, String name) {

    /** What {@code failover} counts from, in order: the effect of each fault. */
    static List<Origin> effects(Course course) {
        List<Disturbance> done = course.disturbances().stream()
                .filter(disturbance -> disturbance.effective().isPresent())
                .sorted(Comparator.comparingLong(
                        disturbance -> effect(disturbance).from()))
                .toList();
        List<Origin> effects = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            // What begins after the next fault is measured from that one.
            long until = i + 1 < done.size() ? effect(done.get(i + 1)).from() : Long.MAX_VALUE;
            effects.add(new Origin(done.get(i), effect(done.get(i)), until, "from the fault's effect"));
        }
        return effects;
    }

    /** The effect of the last fault; absent where there was none. */
    static Optional<Origin> lastEffect(Course course) {
        return effects(course).stream().reduce((before, after) -> after);
    }

    private static Bracket effect(Disturbance disturbance) {
        return disturbance.effective().orElseThrow();
    }

    /** What {@code recovered} counts from: the end of the fault that was over last; absent where none was. */
    static Optional<Origin> lastUndo(Course course) {
        return Redundancy.lastToEnd(course)
                .map(last -> new Origin(last, last.over().orElseThrow(), Long.MAX_VALUE, "from the last undo"));
    }
}
