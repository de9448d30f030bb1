package io.blackstart.analysis.prediction;

import io.blackstart.topology.Balancer;
import io.blackstart.topology.Networking;
import io.blackstart.topology.Node;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A balancer in front of a node: one of its backends has a server that is the node. */
record Front(Balancer balancer, Balancer.Backend backend, Balancer.Server server) {

    /** Those in front of a node. */
    static List<Front> of(Topology topology, String node) {
        return topology.balancers().stream()
                .flatMap(balancer -> balancer.backends().stream().flatMap(backend -> backend.servers().stream()
                        .filter(server -> standsFor(topology, server.host(), node))
                        .map(server -> new Front(balancer, backend, server))))
                .toList();
    }

    private static boolean standsFor(Topology topology, String host, String node) {
        return nodeOf(topology, host).map(Node::name).filter(node::equals).isPresent();
    }

    /** The one node that a name stands for; empty where it stands for several, of which the resolver picks one. */
    private static Optional<Node> nodeOf(Topology topology, String host) {
        return topology.node(host).or(() -> topology.services().stream()
                .filter(service -> service.replicas() == 1 && isCalled(service, host))
                .findFirst()
                .map(service -> service.nodes().get(0)));
    }

    private static boolean isCalled(Service service, String host) {
        Networking names = service.networking();
        return names.containerName().filter(host::equals).isPresent()
                || names.hostname().filter(host::equals).isPresent()
                || names.attachments().stream()
                        .anyMatch(network -> network.aliases().contains(host));
    }

    /** Whether a server is left that none of these nodes is. */
    boolean leftWithout(Topology topology, Set<String> nodes) {
        return backend.servers().stream().anyMatch(other -> nodeOf(topology, other.host())
                .map(Node::name)
                .filter(nodes::contains)
                .isEmpty());
    }

    /** Whether clients come in at the balancer. */
    boolean atEntry(Topology topology) {
        return topology.entry()
                .flatMap(entry -> topology.nodesOf(entry.service()).stream().findFirst())
                .filter(node -> node.service().equals(balancer.service()))
                .isPresent();
    }

    /** How long its checks take, if it has any. */
    Optional<CheckTimes> checks(Manner manner) {
        return server.check().map(check -> new CheckTimes(balancer, backend, server, check, manner));
    }

    String name() {
        return backend.name() + "/" + server.name();
    }
}
