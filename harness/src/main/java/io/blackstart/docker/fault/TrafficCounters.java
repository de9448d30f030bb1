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

/** Counts what flows to and from nodes: more than flows without load, which is known from the idle window before it, is traffic. */
final class TrafficCounters implements AutoCloseable {

    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration IDLE_AT_LEAST = Duration.ofSeconds(2);

    private final RunScope scope;
    private final CountedTraffic counted;
    private final Map<String, CounterReading> idleBegun = new ConcurrentHashMap<>();
    private final Map<String, CounterReading> loadBegun = new ConcurrentHashMap<>();
    private final Map<String, FaultTraffic> faults = new ConcurrentHashMap<>();
    private Optional<TrafficWatch> watch = Optional.empty();

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

    CounterReading read(String node) {
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
        watch.ifPresent(TrafficWatch::close);
        watch = Optional.of(new TrafficWatch(counted.nodes(), this::read));
    }

    /** The traffic of one fault, by its occurrence's id. */
    FaultTraffic of(String id) {
        return faults.computeIfAbsent(id, one -> new FaultTraffic(this));
    }

    CountedTraffic counted() {
        return counted;
    }

    /** Readings of when the load began. */
    Map<String, CounterReading> sinceLoad() {
        return loadBegun;
    }

    CounterReading someTimeBefore(String node, CounterReading now) {
        return watch.flatMap(reader -> reader.before(node, now.at() - BEFORE.toNanos()))
                .or(() -> Optional.ofNullable(loadBegun.get(node)))
                .orElse(now);
    }

    /** Whether the rules of a fault of packets are there, on all of these nodes. */
    FaultTraffic.Touch there(String id, Collection<Pod> pods) {
        boolean all = pods.stream()
                .allMatch(pod ->
                        CounterReading.of(scope, pod.node().name()).packets().containsKey(NftScript.counter(id)));
        return new FaultTraffic.Touch(all, List.of());
    }

    /** Whether the rules of a fault of packets acted on any, on any of these nodes. */
    FaultTraffic.Touch acted(String id, Collection<Pod> pods) {
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
        return new FaultTraffic.Touch(
                all > 0, all > 0 ? List.copyOf(evidence) : List.of("its rules acted on no packet"));
    }

    /** Without the idle window nothing can be told. */
    boolean known(String node, CountedTraffic.Places places, List<String> evidence) {
        boolean known =
                places.nodes().stream().allMatch(place -> idleBegun.containsKey(place) && loadBegun.containsKey(place));
        if (!known) {
            evidence.add(node + ": traffic was not counted, the load never began");
        }
        return known;
    }

    Map<String, CounterReading> readings(CountedTraffic.Places places) {
        Map<String, CounterReading> now = new LinkedHashMap<>();
        places.nodes().forEach(place -> now.put(place, read(place)));
        return now;
    }

    /** Whether more flowed than flows without load: packets, or attempts to connect where a fault lets nothing else through. */
    boolean more(Flow flow, String what, String when, List<String> evidence) {
        Flow idle = new Flow(flow.node(), idleBegun, loadBegun, flow.places());
        TrafficBaseline packets = TrafficBaseline.ofPackets(idle.packets(), idle.seconds());
        TrafficBaseline connections = TrafficBaseline.ofConnections(idle.connections(), idle.seconds());
        evidence.add(String.format(
                Locale.ROOT,
                "%s: %d packets and %d attempts to connect %s in %.1f s %s; up to %.0f and %.0f would need no load",
                flow.node(),
                flow.packets(),
                flow.connections(),
                what,
                flow.seconds(),
                when,
                packets.explained(flow.seconds()),
                connections.explained(flow.seconds())));
        return packets.exceededBy(flow.packets(), flow.seconds())
                || connections.exceededBy(flow.connections(), flow.seconds());
    }

    @Override
    public void close() {
        watch.ifPresent(TrafficWatch::close);
    }
}
