package io.blackstart.docker.fault;

import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether traffic met a fault: more flowed than flows without load, which is known from the idle window before it. */
final class TrafficCounters implements AutoCloseable {

    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration IDLE_AT_LEAST = Duration.ofSeconds(2);

    private final RunScope scope;
    private final CountedTraffic counted;
    private final Map<String, CounterReading> idleBegun = new ConcurrentHashMap<>();
    private final Map<String, CounterReading> loadBegun = new ConcurrentHashMap<>();
    private final Map<String, CounterReading> linkFaultBegun = new ConcurrentHashMap<>();
    private final Map<String, NodeFault> nodeFaults = new ConcurrentHashMap<>();
    private Optional<TrafficWatch> watch = Optional.empty();

    /**
     * Faults that are on a node, from the first of them on; readings by the node that they were made in.
     *
     * @param before some seconds before it
     * @param begun at its beginning
     * @param faults how many are there
     */
    private record NodeFault(Map<String, CounterReading> before, Map<String, CounterReading> begun, int faults) {}

    /** Whether traffic met the fault, and the numbers. */
    record Touch(boolean touched, List<String> evidence) {}

    TrafficCounters(RunScope scope) {
        this.scope = scope;
        this.counted = new CountedTraffic(scope);
    }

    void countNodes(List<String> nodes) {
        counted.countNodes(nodes);
    }

    /** Calls that go over proxies from bring-up on. */
    void countDetours(Collection<CountedTraffic.Detour> detours) {
        counted.countDetours(detours);
    }

    /** The same when services run already: what flows without load there is not known, and taken to be next to nothing. */
    void countLateDetours(Collection<CountedTraffic.Detour> detours) {
        counted.countDetours(detours);
        Parallel.forEach(CountedTraffic.byCaller(detours).keySet(), caller -> {
            CounterReading now = read(caller);
            idleBegun.putIfAbsent(caller, new CounterReading(now.at() - IDLE_AT_LEAST.toNanos(), now.packets()));
            loadBegun.putIfAbsent(caller, now);
        });
    }

    private CounterReading read(String node) {
        return CounterReading.of(scope, node);
    }

    void idleBegins() {
        Parallel.forEach(counted.nodes(), node -> idleBegun.put(node, read(node)));
    }

    void loadBegins() {
        if (counted.nodes().isEmpty()) {
            return;
        }
        long least =
                idleBegun.values().stream().mapToLong(CounterReading::at).max().orElse(0) + IDLE_AT_LEAST.toNanos();
        scope.ticker().awaitUntil(least, new StopSignal());
        Parallel.forEach(counted.nodes(), node -> loadBegun.put(node, read(node)));
        watch = Optional.of(new TrafficWatch(counted.nodes(), this::read));
    }

    /** A fault is on these callers' links: from here on, what passes has met it. */
    void linkFaultBegins(Collection<CountedTraffic.Detour> detours) {
        Parallel.forEach(CountedTraffic.byCaller(detours).keySet(), caller -> linkFaultBegun.put(caller, read(caller)));
    }

    /** A fault on these nodes is about to begin: what flows to them now meets it, as does what comes while it is there. */
    void nodeFaultBegins(Collection<String> nodes) {
        Parallel.forEach(nodes, node -> {
            Map<String, CounterReading> begun = new LinkedHashMap<>();
            Map<String, CounterReading> before = new LinkedHashMap<>();
            counted.ofNode(node).nodes().forEach(place -> {
                CounterReading now = read(place);
                begun.put(place, now);
                before.put(place, someTimeBefore(place, now));
            });
            nodeFaults.merge(
                    node,
                    new NodeFault(before, begun, 1),
                    (there, more) -> new NodeFault(there.before(), there.begun(), there.faults() + 1));
        });
    }

    private CounterReading someTimeBefore(String node, CounterReading now) {
        return watch.flatMap(reader -> reader.before(node, now.at() - BEFORE.toNanos()))
                .or(() -> Optional.ofNullable(loadBegun.get(node)))
                .orElse(now);
    }

    void nodeFaultEnds(Collection<String> nodes) {
        nodes.forEach(node -> nodeFaults.computeIfPresent(
                node,
                (name, there) ->
                        there.faults() > 1 ? new NodeFault(there.before(), there.begun(), there.faults() - 1) : null));
    }

    /** Whether the rules of a fault of packets are there, on all of these nodes. */
    Touch there(String id, Collection<Pod> pods) {
        boolean all = pods.stream()
                .allMatch(pod ->
                        CounterReading.of(scope, pod.node().name()).packets().containsKey(NftScript.counter(id)));
        return new Touch(all, List.of());
    }

    /** Whether the rules of a fault of packets acted on any, on any of these nodes. */
    Touch acted(String id, Collection<Pod> pods) {
        List<String> evidence = new ArrayList<>();
        long all = 0;
        for (Pod pod : pods) {
            long packets =
                    CounterReading.of(scope, pod.node().name()).packets().getOrDefault(NftScript.counter(id), 0L);
            all += packets;
            if (packets > 0) {
                evidence.add(pod.node().name() + ": its rules acted on " + packets + " packets");
            }
        }
        return new Touch(all > 0, all > 0 ? List.copyOf(evidence) : List.of("its rules acted on no packet"));
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
                any |= touchedNode(
                        pod.node().name(), counted.between(pod, others), "packets with the other side", evidence);
            }
        }
        return new Touch(any, List.copyOf(evidence));
    }

    /** Touched is a fault that met traffic on every node it was aimed at: a share that met none proves nothing of it. */
    Touch touchedNodes(List<Pod> pods) {
        List<String> evidence = new ArrayList<>();
        boolean all = !pods.isEmpty();
        for (Pod pod : pods) {
            String node = pod.node().name();
            all &= touchedNode(node, counted.ofNode(node), "packets with its peers", evidence);
        }
        return new Touch(all, List.copyOf(evidence));
    }

    private boolean touchedNode(String node, CountedTraffic.Places places, String what, List<String> evidence) {
        NodeFault fault = nodeFaults.get(node);
        if (fault == null) {
            return touched(node, places, loadBegun, what, evidence);
        }
        Flow before = new Flow(node, fault.before(), fault.begun(), places);
        Flow meanwhile = new Flow(node, fault.begun(), readings(places), places);
        if (!known(node, places, evidence)) {
            return false;
        }
        boolean justBefore = more(before, what, "just before", evidence);
        return more(meanwhile, what, "while it was there", evidence) || justBefore;
    }

    /** What goes over these proxies, since a fault began on them. */
    Touch touchedDetours(Collection<CountedTraffic.Detour> detours) {
        List<String> evidence = new ArrayList<>();
        boolean any = false;
        for (Map.Entry<String, List<String>> of :
                CountedTraffic.byCaller(detours).entrySet()) {
            String caller = of.getKey();
            CountedTraffic.Places places = new CountedTraffic.Places(Map.of(caller, of.getValue()));
            Map<String, CounterReading> since = linkFaultBegun.containsKey(caller) ? linkFaultBegun : loadBegun;
            any |= touched(caller, places, since, "packets on the link", evidence);
        }
        return new Touch(any, List.copyOf(evidence));
    }

    private boolean touched(
            String node,
            CountedTraffic.Places places,
            Map<String, CounterReading> since,
            String what,
            List<String> evidence) {
        return known(node, places, evidence)
                && more(new Flow(node, since, readings(places), places), what, "while it was there", evidence);
    }

    /** Without the idle window nothing can be told. */
    private boolean known(String node, CountedTraffic.Places places, List<String> evidence) {
        boolean known =
                places.nodes().stream().allMatch(place -> idleBegun.containsKey(place) && loadBegun.containsKey(place));
        if (!known) {
            evidence.add(node + ": traffic was not counted, the load never began");
        }
        return known;
    }

    private Map<String, CounterReading> readings(CountedTraffic.Places places) {
        Map<String, CounterReading> now = new LinkedHashMap<>();
        places.nodes().forEach(place -> now.put(place, read(place)));
        return now;
    }

    /** What flowed to or from a node between two readings of its counters. */
    private record Flow(
            String node,
            Map<String, CounterReading> from,
            Map<String, CounterReading> to,
            CountedTraffic.Places places) {

        /** A place that came to be counted later counted nothing before. */
        private long packets() {
            long sum = 0;
            for (Map.Entry<String, List<String>> place : places.counters().entrySet()) {
                CounterReading end = to.get(place.getKey());
                CounterReading begin = from.getOrDefault(place.getKey(), end);
                sum += end.of(place.getValue()) - begin.of(place.getValue());
            }
            return sum;
        }

        private double seconds() {
            return (to.get(node).at() - from.get(node).at()) / 1e9;
        }
    }

    private boolean more(Flow flow, String what, String when, List<String> evidence) {
        Flow idle = new Flow(flow.node(), idleBegun, loadBegun, flow.places());
        TrafficBaseline baseline = new TrafficBaseline(idle.packets(), idle.seconds());
        evidence.add(String.format(
                Locale.ROOT,
                "%s: %d %s in %.1f s %s; up to %.0f would need no load",
                flow.node(),
                flow.packets(),
                what,
                flow.seconds(),
                when,
                baseline.explained(flow.seconds())));
        return baseline.exceededBy(flow.packets(), flow.seconds());
    }

    @Override
    public void close() {
        watch.ifPresent(TrafficWatch::close);
    }
}
