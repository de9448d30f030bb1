package io.blackstart.analysis;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which edges a request may tell something: those that want requests of its place, about a second long. A day has thousands of
 * outages, and nearly every request is far from all of them.
 */
final class Nearby {

    /** 2³⁰ ns: a shift is cheaper than a division, and every request is asked. */
    private static final int PLACE_BITS = 30;

    private final Range range;
    private final BitSet any = new BitSet();
    private final Map<Integer, Set<Edges>> edges = new HashMap<>();
    /** Those that no later answer has been told to. */
    private final PriorityQueue<Edges> unanswered = new PriorityQueue<>(Comparator.comparingLong(Edges::until));

    Nearby(Range range) {
        this.range = range;
    }

    void add(Edges some) {
        unanswered.add(some);
        for (Range wanted : some.wanted()) {
            for (int place = place(wanted.from()); place <= place(wanted.to()); place++) {
                any.set(place);
                edges.computeIfAbsent(place, first -> new LinkedHashSet<>()).add(some);
            }
        }
    }

    private int place(long instant) {
        long within = Math.max(range.from(), Math.min(range.to(), instant));
        return (int) ((within - range.from()) >> PLACE_BITS);
    }

    /** Whether there is any edge near that instant. */
    boolean any(long instant) {
        return any.get(place(instant));
    }

    /** Hands it to the edges near it, and an answer to those that waited for one beyond. */
    void tell(Evidence evidence) {
        edges.getOrDefault(place(evidence.earliest()), Set.of()).forEach(near -> near.add(evidence));
        // Samples come in the order of their ends, so this is the first.
        while (evidence.good() && !unanswered.isEmpty() && unanswered.peek().until() <= evidence.earliest()) {
            unanswered.poll().servedLate(evidence);
        }
    }
}
