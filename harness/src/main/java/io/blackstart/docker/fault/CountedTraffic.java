package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passive packet counters in sandboxes: of what comes to a node from each peer, and of what goes from a caller to the proxies of
 * its links. Packets from the harness's own address are not counted, but at the entry, because there the load comes from it.
 */
final class CountedTraffic {

    private final RunScope scope;
    private final Map<String, Map<String, String>> peers = new LinkedHashMap<>();
    private final Set<Detour> detours = new LinkedHashSet<>();

    CountedTraffic(RunScope scope) {
        this.scope = scope;
    }

    /**
     * A call that goes over a proxy.
     *
     * @param caller a node
     * @param callee a node
     * @param proxy {@code ADDRESS:PORT}
     */
    record Detour(String caller, String callee, String proxy) {
        private String counter() {
            return "route_" + proxy.replaceAll("[^0-9]", "_");
        }
    }

    /** Counters by the node in whose sandbox they are. */
    record Places(Map<String, List<String>> counters) {
        Set<String> nodes() {
            return counters.keySet();
        }
    }

    synchronized void countNodes(Collection<String> nodes) {
        nodes.forEach(node -> {
            peers.put(node, peersOf(node));
            install(node);
        });
    }

    synchronized void countDetours(Collection<Detour> more) {
        detours.addAll(more);
        more.stream().map(Detour::caller).distinct().forEach(this::install);
    }

    private void install(String node) {
        Map<String, String> routes = new LinkedHashMap<>();
        detours.stream()
                .filter(detour -> detour.caller().equals(node))
                .forEach(detour -> routes.put(detour.counter(), detour.proxy()));
        List<String> script = NftScript.count(peers.getOrDefault(node, Map.of()), routes);
        PacketRules.Applied applied =
                new PacketRules(scope).apply(Map.of(scope.pods().get(node), script));
        if (!applied.done()) {
            throw new IllegalStateException("packet counters: " + applied.evidence());
        }
    }

    /** Every other pod; and for the entry also the host. */
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

    private static String peer(String address) {
        return "peer_" + address.replace('.', '_');
    }

    /** All nodes that have counters. */
    synchronized Set<String> nodes() {
        Set<String> nodes = new LinkedHashSet<>(peers.keySet());
        detours.forEach(detour -> nodes.add(detour.caller()));
        return nodes;
    }

    /** Of what comes to a node, and of what it asks of others over proxies. What comes over proxies is counted at its callers. */
    synchronized Places ofNode(String node) {
        Map<String, List<String>> counters = new LinkedHashMap<>();
        counters.put(node, new ArrayList<>(peers.getOrDefault(node, Map.of()).keySet()));
        detours.stream()
                .filter(detour ->
                        detour.caller().equals(node) || detour.callee().equals(node))
                .forEach(detour -> counters.computeIfAbsent(detour.caller(), caller -> new ArrayList<>())
                        .add(detour.counter()));
        return new Places(counters);
    }

    /** Of what comes to a node from some others, and of what it asks of them over proxies. */
    synchronized Places between(Pod pod, Collection<Pod> others) {
        String node = pod.node().name();
        List<String> counters = new ArrayList<>();
        for (Pod other : others) {
            other.addresses().forEach(address -> counters.add(peer(address.ip())));
            detours.stream()
                    .filter(detour -> detour.caller().equals(node)
                            && detour.callee().equals(other.node().name()))
                    .forEach(detour -> counters.add(detour.counter()));
        }
        return new Places(Map.of(node, counters));
    }

    /** The counters of what goes over some proxies, by caller. */
    static Map<String, List<String>> byCaller(Collection<Detour> detours) {
        return detours.stream()
                .collect(Collectors.groupingBy(
                        Detour::caller, LinkedHashMap::new, Collectors.mapping(Detour::counter, Collectors.toList())));
    }
}
