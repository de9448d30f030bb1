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
import java.util.stream.Stream;

/**
 * Which packets go from one node to another, and where they can be met. Directly they are met where they arrive. Over a link's
 * proxy they are met at the caller: a proxy whose upstream is silent hangs, so nothing is ever dropped behind it.
 */
final class Ways {

    private final RunScope scope;
    private final Links links;

    Ways(RunScope scope, Links links) {
        this.scope = scope;
        this.links = links;
    }

    /** Where packets are met, and which. */
    record Met(Pod pod, PacketRule.Hook hook, String match) {}

    Pod pod(String node) {
        return scope.pods().get(node);
    }

    List<Pod> pods(Collection<String> nodes) {
        return nodes.stream().map(this::pod).toList();
    }

    /** All other nodes. */
    List<Pod> others(Pod pod) {
        return scope.pods().values().stream()
                .filter(other -> !other.equals(pod))
                .toList();
    }

    /** Packets from one node to another. */
    List<Met> between(Pod from, Pod to) {
        List<Met> met = new ArrayList<>();
        addresses(from).forEach(address -> met.add(new Met(to, PacketRule.Hook.IN, "ip saddr " + address)));
        asked(from, to).forEach(match -> met.add(new Met(from, PacketRule.Hook.OUT, match)));
        answered(to, from).forEach(match -> met.add(new Met(to, PacketRule.Hook.IN, match)));
        return met;
    }

    /** What a caller sends to a callee over proxies. */
    List<String> asked(Pod caller, Pod callee) {
        return routes(caller, callee).map(NftScript::asked).distinct().toList();
    }

    /** What comes back to a caller from a callee over proxies. */
    List<String> answered(Pod caller, Pod callee) {
        return routes(caller, callee).map(NftScript::answered).distinct().toList();
    }

    private Stream<NftScript.Route> routes(Pod caller, Pod callee) {
        Set<String> own = addresses(callee);
        return links.routesOf(caller.node().name()).stream().filter(route -> own.contains(route.callee()));
    }

    Set<String> addresses(Pod pod) {
        return pod.addresses().stream().map(Pod.PodAddress::ip).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Packets from anybody, or to anybody, but a link's proxy. */
    String notProxy(String direction) {
        return notIn(direction, links.addresses());
    }

    /** Packets from or to anybody but the proxies and these nodes. */
    String neither(String direction, Collection<Pod> pods) {
        Set<String> known = new LinkedHashSet<>(links.addresses());
        pods.forEach(pod -> known.addAll(addresses(pod)));
        return notIn(direction, known);
    }

    private static String notIn(String direction, Collection<String> addresses) {
        return addresses.isEmpty()
                ? "meta nfproto ipv4"
                : "ip " + direction + " != { " + String.join(", ", addresses) + " }";
    }

    /** Rules by the node that they belong to. */
    static final class Sheet {
        private final Map<Pod, List<PacketRule>> rules = new LinkedHashMap<>();

        Sheet add(Pod pod, PacketRule rule) {
            rules.computeIfAbsent(pod, one -> new ArrayList<>()).add(rule);
            return this;
        }

        Map<Pod, List<PacketRule>> rules() {
            return rules;
        }
    }
}
