package io.blackstart.docker.fault;

import io.blackstart.docker.Agent;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How full each volume is, as the set of the faults that are there: of several the one that leaves least counts, and the end of
 * the last one frees what was taken. Thread-safe.
 */
final class FullVolumes {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /** Volume to fault to what it leaves. */
    private final Map<String, Map<String, Long>> active = new LinkedHashMap<>();

    /** What became of it. */
    record Filled(Bracket when, boolean done, String said) {}

    /** What stays free; empty where nothing is to be taken. */
    static OptionalLong least(Collection<Long> leaves) {
        return leaves.stream().mapToLong(Long::longValue).min();
    }

    /** A fault is there from here on. */
    synchronized Filled begin(String id, VolumePlaces.Place place, long leave) {
        Map<String, Long> on = active.computeIfAbsent(place.path(), path -> new LinkedHashMap<>());
        on.put(id, leave);
        Filled filled = apply(place, on);
        if (!filled.done()) {
            on.remove(id);
        }
        return filled;
    }

    /** It is gone; nothing happens where it was not there. */
    synchronized Filled end(String id, VolumePlaces.Place place) {
        Map<String, Long> on = active.computeIfAbsent(place.path(), path -> new LinkedHashMap<>());
        Long leave = on.get(id);
        if (leave == null && !on.isEmpty()) {
            return apply(place, on);
        }
        on.remove(id);
        Filled filled = apply(place, on);
        if (!filled.done() && leave != null) {
            on.put(id, leave); // Still there: a second try has to know of it.
        }
        return filled;
    }

    private static Filled apply(VolumePlaces.Place place, Map<String, Long> on) {
        OptionalLong leave = least(on.values());
        Agent.Answer answer = leave.isPresent()
                ? place.agent().ask("fill", List.of(place.path(), String.valueOf(leave.getAsLong())), AT_MOST)
                : place.agent().ask("free", List.of(place.path()), AT_MOST);
        String[] free = answer.out().split(" ");
        boolean filled = free.length == 2;
        String said = filled
                ? free[0] + " bytes were free, " + free[1] + " are now"
                : answer.out() + (answer.ok() ? " bytes are free" : "");
        return new Filled(answer.when(), answer.ok() && filled == leave.isPresent(), said);
    }
}
