package io.blackstart.analysis.validity;

import io.blackstart.journal.Event;
import io.blackstart.load.LoadCounts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the checks look at.
 *
 * @param journal in order
 * @param counts of the load; absent where it was never stopped in order
 * @param recorded how many requests {@code samples.bin} holds
 * @param unanswered how many of them failed without any answer
 * @param from the load's begin, monotonic nanoseconds
 * @param to its end
 */
public record Observed(
        List<Event> journal, Optional<LoadCounts> counts, long recorded, long unanswered, long from, long to) {

    /** The events of one kind, in order. */
    <E extends Event> Stream<E> all(Class<E> kind) {
        return journal.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The readings of the generator's vitals that lie in the load, in order. */
    List<Event.VitalsRead> vitals() {
        return all(Event.VitalsRead.class)
                .filter(read -> read.at() > from && read.since() < to && read.at() > read.since())
                .toList();
    }
}
