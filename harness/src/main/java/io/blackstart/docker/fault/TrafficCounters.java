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

/**
 * Passive packet counters, by peer, in the sandboxes that faults are aimed at: the evidence that traffic met a fault. Packets
 * from the harness's own address are not counted, and what flows without load is known from the idle window.
 */
final class TrafficCounters implements AutoCloseable {

    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration IDLE_AT_LEAST = Duration.ofSeconds(2);

    private final RunScope scope;
    private final Map<String, Map<String, String>> peers = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> routes = new LinkedHashMap<>();
    private final Map<String, CounterReading> idleBegun = new ConcurrentHashMap<>();
    private final Map<String, CounterReading> loadBegun = new ConcurrentHashMap<>();
    private final Map<String, CounterReading> routeFaultBegun = new ConcurrentHashMap<>();
    private final Map<String, NodeFault> nodeFaults = new ConcurrentHashMap<>();
    private Optional<TrafficWatch> watch = Optional.empty();

    /**
     * Faults that are on a node, from the first of them on.
     *
     * @param before a reading some seconds before it
     * @param begun the reading at its beginning
     * @param faults how many are there
     */
    private record NodeFault(CounterReading before, CounterReading begun, int faults) {}

    /** Whether traffic met the fault, and the numbers. */
    record Touch(boolean touched, List<String> evidence) {}

    TrafficCounters(RunScope scope) {
        this.scope = scope;
    }

    void countNodes(List<String> nodes) {
        nodes.forEach(node -> {
            peers.put(node, peersOf(node));
            install(node);
        });
    }

    /** Caller node to the proxies ({@code ADDRESS:PORT}) that its link goes through. */
    void countRoutes(Map<String, List<String>> proxiesByCaller) {
        proxiesByCaller.forEach((caller, proxies) -> {
            Map<String, String> named = new LinkedHashMap<>();
            proxies.forEach(proxy -> named.put("route_" + proxy.replaceAll("[^0-9]", "_"), proxy));
            routes.put(caller, named);
            install(caller);
        });
    }

    /** The same when services run already: what flows without load on these routes is not known, and taken to be next to nothing. */
    void countLateRoutes(Map<String, List<String>> proxiesByCaller) {
        countRoutes(proxiesByCaller);
        for (String caller : proxiesByCaller.keySet()) {
            CounterReading now = CounterReading.of(scope, caller);
            idleBegun.computeIfAbsent(
                    caller, node -> new CounterReading(now.at() - IDLE_AT_LEAST.toNanos(), now.packets()));
            loadBegun.putIfAbsent(caller, now);
        }
    }

    private void install(String node) {
        List<String> script = NftScript.count(peers.getOrDefault(node, Map.of()), routes.getOrDefault(node, Map.of()));
        PacketRules.Applied applied =
                new PacketRules(scope).apply(Map.of(scope.pods().get(node), script));
        if (!applied.done()) {
            throw new IllegalStateException("packet counters: " + applied.evidence());
        }
    }

    /** Every other pod; and for the entry also the host, because that is where the load comes from. */
    private Map<String, String> peersOf(String node) {
        Map<String, String> named = new LinkedHashMap<>();
        Pod self = scope.pods().get(node);
        scope.pods().values().stream()
                .filter(pod -> !pod.equals(self))
                .flatMap(pod -> pod.addresses().stream())
                .forEach(address -> named.put(peer(address.ip()), address.ip()));
        boolean entry = scope.topology()
                .entry()
                .filter(at -> scope.topology().nodesOf(at.service()).contains(self.node()))
                .isPresent();
        if (entry) {
            self.addresses().forEach(address -> {
                String gateway = address.ip().substring(0, address.ip().lastIndexOf('.')) + ".1";
                named.put(peer(gateway), gateway);
            });
        }
        return named;
    }

    private List<String> counted() {
        List<String> nodes = new ArrayList<>(peers.keySet());
        routes.keySet().stream().filter(node -> !peers.containsKey(node)).forEach(nodes::add);
        return nodes;
    }

    void idleBegins() {
        Parallel.forEach(counted(), node -> idleBegun.put(node, CounterReading.of(scope, node)));
    }

    void loadBegins() {
        if (counted().isEmpty()) {
            return;
        }
        long least =
                idleBegun.values().stream().mapToLong(CounterReading::at).max().orElse(0) + IDLE_AT_LEAST.toNanos();
        scope.ticker().awaitUntil(least, new StopSignal());
        Parallel.forEach(counted(), node -> loadBegun.put(node, CounterReading.of(scope, node)));
        watch = Optional.of(new TrafficWatch(peers.keySet(), node -> CounterReading.of(scope, node)));
    }

    /** A fault is on these callers' links: from here on, what passes has met it. */
    void faultBegins(Collection<String> nodes) {
        Parallel.forEach(nodes, node -> routeFaultBegun.put(node, CounterReading.of(scope, node)));
    }

    /** A fault on these nodes is about to begin: what flows to them now meets it, as does what comes while it is there. */
    void nodeFaultBegins(Collection<String> nodes) {
        Parallel.forEach(nodes, node -> {
            CounterReading now = CounterReading.of(scope, node);
            CounterReading before = watch.flatMap(reader -> reader.before(node, now.at() - BEFORE.toNanos()))
                    .or(() -> Optional.ofNullable(loadBegun.get(node)))
                    .orElse(now);
            nodeFaults.merge(
                    node,
                    new NodeFault(before, now, 1),
                    (there, more) -> new NodeFault(there.before(), there.begun(), there.faults() + 1));
        });
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
            List<String> names = groups.stream()
                    .filter(other -> other != group)
                    .flatMap(Collection::stream)
                    .flatMap(pod -> pod.addresses().stream())
                    .map(address -> peer(address.ip()))
                    .toList();
            for (Pod pod : group) {
                any |= touch(pod.node().name(), names, "packets from the other side", evidence);
            }
        }
        return new Touch(any, List.copyOf(evidence));
    }

    private static String peer(String address) {
        return "peer_" + address.replace('.', '_');
    }

    Touch touchedNodes(List<Pod> pods) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        pods.forEach(pod -> names.put(
                pod.node().name(),
                List.copyOf(peers.getOrDefault(pod.node().name(), Map.of()).keySet())));
        return touch(names, "packets from its peers");
    }

    /** The routes of these callers through these proxies, since an earlier reading. */
    Touch touchedRoutes(Map<String, List<String>> proxiesByCaller) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        proxiesByCaller.forEach((caller, proxies) -> names.put(
                caller,
                proxies.stream()
                        .map(proxy -> "route_" + proxy.replaceAll("[^0-9]", "_"))
                        .toList()));
        return touch(names, "packets on the link");
    }

    /** Touched is a fault that met traffic on every node it was aimed at: a share that met none proves nothing of it. */
    private Touch touch(Map<String, List<String>> counters, String what) {
        List<String> evidence = new ArrayList<>();
        boolean any = false;
        boolean all = true;
        for (Map.Entry<String, List<String>> node : counters.entrySet()) {
            boolean touched = touch(node.getKey(), node.getValue(), what, evidence);
            any |= touched;
            all &= touched;
        }
        return new Touch(what.contains("link") ? any : all && any, List.copyOf(evidence));
    }

    private boolean touch(String node, List<String> names, String what, List<String> evidence) {
        CounterReading idle = idleBegun.get(node);
        CounterReading load = loadBegun.get(node);
        if (idle == null || load == null) {
            evidence.add(node + ": traffic was not counted, the load never began");
            return false;
        }
        TrafficBaseline baseline = new TrafficBaseline(load.of(names) - idle.of(names), (load.at() - idle.at()) / 1e9);
        CounterReading now = CounterReading.of(scope, node);
        NodeFault fault = nodeFaults.get(node);
        if (fault == null) {
            CounterReading since = routeFaultBegun.getOrDefault(node, load);
            return more(new Flow(node, since, now, names), baseline, what, "while it was there", evidence);
        }
        boolean before =
                more(new Flow(node, fault.before(), fault.begun(), names), baseline, what, "just before", evidence);
        return more(new Flow(node, fault.begun(), now, names), baseline, what, "while it was there", evidence)
                || before;
    }

    /** What flowed to or from a node between two readings. */
    private record Flow(String node, CounterReading from, CounterReading to, List<String> names) {
        private long packets() {
            return to.of(names) - from.of(names);
        }

        private double seconds() {
            return (to.at() - from.at()) / 1e9;
        }
    }

    private static boolean more(Flow flow, TrafficBaseline baseline, String what, String when, List<String> evidence) {
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
