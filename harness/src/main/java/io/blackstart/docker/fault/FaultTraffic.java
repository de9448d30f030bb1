package io.blackstart.docker.fault;

import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The traffic that met one fault: what flowed to its nodes just before it and while it was there, or over its links since it
 * began. What met another fault, or came at another time, proves nothing of this one. Thread-safe.
 */
final class FaultTraffic {

    private final TrafficCounters counters;
    /** By the node that they were made in, some seconds before. */
    private final Map<String, CounterReading> before = new ConcurrentHashMap<>();
    /** The same at the beginning. */
    private final Map<String, CounterReading> begun = new ConcurrentHashMap<>();

    FaultTraffic(TrafficCounters counters) {
        this.counters = counters;
    }

    /** Whether traffic met the fault, and the numbers. */
    record Touch(boolean touched, List<String> evidence) {}

    /** The fault is about to begin on these nodes: what flows to them now meets it, as does what comes while it is there. */
    void beginsOn(Collection<String> nodes) {
        List<String> places = nodes.stream()
                .flatMap(node -> counters.counted().ofNode(node).nodes().stream())
                .distinct()
                .toList();
        Parallel.forEach(places, place -> {
            CounterReading now = counters.read(place);
            begun.put(place, now);
            before.put(place, counters.someTimeBefore(place, now));
        });
    }

    /** The fault begins on these links: from here on, what passes has met it. To be joined, so that its act need not wait. */
    CompletableFuture<Void> beginsOver(Collection<CountedTraffic.Detour> detours) {
        return CompletableFuture.runAsync(
                () -> Parallel.forEach(
                        CountedTraffic.byCaller(detours).keySet(), caller -> begun.put(caller, counters.read(caller))),
                task -> Parallel.daemon(task).start());
    }

    /**
     * Waits for {@link #beginsOver}.
     *
     * @throws IllegalStateException where counters could not be read
     */
    static void join(CompletableFuture<Void> reading) {
        try {
            reading.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }

    /** Touched is a fault that met traffic on every node it was aimed at: a share that met none proves nothing of it. */
    Touch touchedNodes(List<Pod> pods) {
        List<String> evidence = new ArrayList<>();
        boolean all = !pods.isEmpty();
        for (Pod pod : pods) {
            String node = pod.node().name();
            all &= touchedNode(node, counters.counted().ofNode(node), "with its peers", evidence);
        }
        return new Touch(all, List.copyOf(evidence));
    }

    /** Whether more flowed between any two nodes of different groups than flows without load. */
    Touch touchedBetween(List<Collection<Pod>> groups) {
        List<String> evidence = new ArrayList<>();
        boolean any = false;
        for (Collection<Pod> group : groups) {
            List<Pod> others = groups.stream()
                    .filter(other -> other != group)
                    .flatMap(Collection::stream)
                    .toList();
            for (Pod pod : group) {
                CountedTraffic.Places places = counters.counted().between(pod, others);
                any |= touchedNode(pod.node().name(), places, "with the other side", evidence);
            }
        }
        return new Touch(any, List.copyOf(evidence));
    }

    private boolean touchedNode(String node, CountedTraffic.Places places, String what, List<String> evidence) {
        if (!counters.known(node, places, evidence)) {
            return false;
        }
        boolean justBefore = begun.containsKey(node)
                && counters.more(new Flow(node, before, begun, places), what, "just before", evidence);
        return meanwhile(node, places, what, evidence) || justBefore;
    }

    /** What goes over these proxies, since the fault began on them. */
    Touch touchedDetours(Collection<CountedTraffic.Detour> detours) {
        List<String> evidence = new ArrayList<>();
        boolean any = false;
        for (Map.Entry<String, List<String>> of :
                CountedTraffic.byCaller(detours).entrySet()) {
            CountedTraffic.Places places = new CountedTraffic.Places(Map.of(of.getKey(), of.getValue()));
            any |= counters.known(of.getKey(), places, evidence)
                    && meanwhile(of.getKey(), places, "on the link", evidence);
        }
        return new Touch(any, List.copyOf(evidence));
    }

    /** Since it began; a fault of which that was not read may have begun with the load. */
    private boolean meanwhile(String node, CountedTraffic.Places places, String what, List<String> evidence) {
        Map<String, CounterReading> since = begun.containsKey(node) ? begun : counters.sinceLoad();
        return counters.more(
                new Flow(node, since, counters.readings(places), places), what, "while it was there", evidence);
    }
}
