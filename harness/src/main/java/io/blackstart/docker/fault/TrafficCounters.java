package io.blackstart.docker.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.docker.Agent;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passive packet counters, by peer, in the sandboxes that faults are aimed at: the evidence that traffic met a fault. Packets
 * from the harness's own address are not counted, and what flows without load is known from the idle window.
 */
final class TrafficCounters {

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Duration IDLE_AT_LEAST = Duration.ofSeconds(2);

    private final RunScope scope;
    private final Map<String, Map<String, String>> peers = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> routes = new LinkedHashMap<>();
    private final Map<String, Reading> idleBegun = new ConcurrentHashMap<>();
    private final Map<String, Reading> loadBegun = new ConcurrentHashMap<>();
    private final Map<String, Reading> faultBegun = new ConcurrentHashMap<>();

    /** All counters of a node at an instant. */
    private record Reading(long at, Map<String, Long> packets) {
        private long of(Iterable<String> names) {
            long sum = 0;
            for (String name : names) {
                sum += packets.getOrDefault(name, 0L);
            }
            return sum;
        }
    }

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
            Reading now = read(caller);
            idleBegun.computeIfAbsent(caller, node -> new Reading(now.at() - IDLE_AT_LEAST.toNanos(), now.packets()));
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
        Parallel.forEach(counted(), node -> idleBegun.put(node, read(node)));
    }

    void loadBegins() {
        if (counted().isEmpty()) {
            return;
        }
        long least = idleBegun.values().stream().mapToLong(Reading::at).max().orElse(0) + IDLE_AT_LEAST.toNanos();
        scope.ticker().awaitUntil(least, new StopSignal());
        Parallel.forEach(counted(), node -> loadBegun.put(node, read(node)));
    }

    /** A fault is on these callers' links: from here on, what passes has met it. */
    void faultBegins(Collection<String> nodes) {
        Parallel.forEach(nodes, node -> faultBegun.put(node, read(node)));
    }

    /** Whether the rules of a fault of packets acted on any, on any of these nodes. */
    Touch acted(String id, Collection<Pod> pods) {
        List<String> evidence = new ArrayList<>();
        long all = 0;
        for (Pod pod : pods) {
            long packets = read(pod.node().name()).packets().getOrDefault(NftScript.counter(id), 0L);
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
        Reading idle = idleBegun.get(node);
        Reading begun = loadBegun.get(node);
        if (idle == null || begun == null) {
            evidence.add(node + ": traffic was not counted, the load never began");
            return false;
        }
        Reading now = read(node);
        TrafficBaseline baseline =
                new TrafficBaseline(begun.of(names) - idle.of(names), (begun.at() - idle.at()) / 1e9);
        Reading since = faultBegun.getOrDefault(node, begun);
        long packets = now.of(names) - since.of(names);
        double seconds = (now.at() - since.at()) / 1e9;
        evidence.add(String.format(
                Locale.ROOT,
                "%s: %d %s in %.1f s of load; up to %.0f would need no load",
                node,
                packets,
                what,
                seconds,
                baseline.explained(seconds)));
        return baseline.exceededBy(packets, seconds);
    }

    private Reading read(String node) {
        Agent.Answer answer =
                scope.agents().in(scope.pods().get(node).sandboxId()).ask("counters", List.of(), AT_MOST);
        if (!answer.ok()) {
            throw new IllegalStateException("the counters of " + node + " could not be read: " + answer.out());
        }
        return new Reading(scope.ticker().nanos(), parse(answer.out()));
    }

    static Map<String, Long> parse(String json) {
        Map<String, Long> packets = new HashMap<>();
        try {
            for (JsonNode item : new ObjectMapper().readTree(json).path("nftables")) {
                JsonNode counter = item.path("counter");
                if (!counter.isMissingNode()) {
                    packets.put(
                            counter.path("name").asText(),
                            counter.path("packets").asLong());
                }
            }
            return packets;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("nft printed no JSON: " + json, e);
        }
    }
}
