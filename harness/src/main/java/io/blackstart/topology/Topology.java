package io.blackstart.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resolved topology: what a Compose file and its {@code x-blackstart} section say, with every default filled in.
 *
 * @param name the project's name
 * @param services in the order of the file
 * @param networks every network that a service names, in the order of the file
 * @param volumes the named volumes
 * @param entry where clients come in; empty where only validated, never at a run
 * @param zones zone name to the nodes in it
 * @param links link name to its ends
 * @param roles role name to how its holder is found
 * @param markers marker name to the line that it is
 * @param alerts who knows which alerts fire; empty where nobody does, and in runs from before anybody could
 * @param balancer where the balancer says which of its servers are up; empty where nowhere
 * @param clock services whose clock faults may change
 * @param ledger how acknowledged writes are written and read back
 * @param servedBy the header in which a response names the node that gave it
 * @param balancers services that balance, as their own configuration says; none in runs from before there were any
 * @param notes keys of the files that have no effect here, said once
 */
public record Topology(
        String name,
        List<Service> services,
        List<Network> networks,
        List<Volume> volumes,
        Optional<Entry> entry,
        Map<String, List<String>> zones,
        Map<String, Link> links,
        Map<String, Role> roles,
        Map<String, Marker> markers,
        Optional<Alerts> alerts,
        Optional<StatusPage> balancer,
        List<String> clock,
        Optional<Ledger> ledger,
        String servedBy,
        List<Balancer> balancers,
        List<String> notes) {

    /** What {@code servedBy} is where nobody says, and was in runs from before anybody could. */
    public static final String SERVED_BY = "X-Served-By";

    public Topology {
        servedBy = servedBy == null ? SERVED_BY : servedBy;
        services = List.copyOf(services);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
        clock = List.copyOf(clock);
        balancers = balancers == null ? List.of() : List.copyOf(balancers);
        notes = List.copyOf(notes);
    }

    /** A topology in which nobody can be asked for signs. */
    public Topology(
            String name,
            List<Service> services,
            List<Network> networks,
            List<Volume> volumes,
            Optional<Entry> entry,
            Map<String, List<String>> zones,
            Map<String, Link> links,
            Map<String, Role> roles,
            Map<String, Marker> markers,
            List<String> clock,
            Optional<Ledger> ledger,
            String servedBy,
            List<Balancer> balancers,
            List<String> notes) {
        this(
                name,
                services,
                networks,
                volumes,
                entry,
                zones,
                links,
                roles,
                markers,
                Optional.empty(),
                Optional.empty(),
                clock,
                ledger,
                servedBy,
                balancers,
                notes);
    }

    /** All nodes, service by service, replica by replica. */
    public List<Node> nodes() {
        return services.stream().flatMap(service -> service.nodes().stream()).toList();
    }

    /** The node of that name, if there is one. */
    public Optional<Node> node(String nodeName) {
        return nodes().stream().filter(node -> node.name().equals(nodeName)).findFirst();
    }

    /** The service of that name, if there is one. */
    public Optional<Service> service(String serviceName) {
        return services.stream()
                .filter(service -> service.name().equals(serviceName))
                .findFirst();
    }

    /** The nodes that a name stands for: a service's nodes, or the one node of that name; empty where it is neither. */
    public List<Node> nodesOf(String serviceOrNode) {
        return service(serviceOrNode)
                .map(Service::nodes)
                .orElseGet(() -> node(serviceOrNode).map(List::of).orElseGet(List::of));
    }

    /** The nodes that several names stand for, each once, in the order of the names. */
    public List<Node> nodesOf(List<String> servicesOrNodes) {
        return servicesOrNodes.stream()
                .flatMap(name -> nodesOf(name).stream())
                .distinct()
                .toList();
    }
}
