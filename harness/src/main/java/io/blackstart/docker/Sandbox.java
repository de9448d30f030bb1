package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ports;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.topology.Entry;
import io.blackstart.topology.Networking;
import io.blackstart.topology.Node;
import io.blackstart.topology.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The container that owns a node's network: addresses, names, published port, packet rules; and holds its volumes. */
final class Sandbox {

    /** Its agent does little, and that at an instant: it goes before the load (the default is 1024). */
    private static final int SHARES = 64 * 1024;

    private final DockerClient docker;
    private final String prefix;
    private final Map<String, String> labels;
    private final Map<String, Set<String>> legacyAliases;

    Sandbox(DockerClient docker, String prefix, Map<String, String> labels, Map<String, Set<String>> legacyAliases) {
        this.docker = docker;
        this.prefix = prefix;
        this.labels = labels;
        this.legacyAliases = legacyAliases;
    }

    /**
     * Creates it, connects it to all of its networks and starts it.
     *
     * @param held names of volumes that must not be emptied when the service dies
     */
    String start(Node node, Service service, List<Pod.PodAddress> addresses, Optional<Entry> entry, List<String> held) {
        CreateContainerCmd command = docker.createContainerCmd(DockerImages.SANDBOX)
                .withName(prefix + node.name())
                .withLabels(labels(node))
                .withHostName(service.networking().hostname().orElse(node.name()))
                .withHostConfig(hostConfig(service.networking(), addresses, entry, held));
        service.networking().domainname().ifPresent(command::withDomainName);
        entry.ifPresent(at -> command.withExposedPorts(ExposedPort.tcp(at.port())));
        if (!addresses.isEmpty()) {
            command.withIpv4Address(addresses.get(0).ip())
                    .withAliases(aliases(node, service, addresses.get(0).network()));
        }
        String id = command.exec().getId();
        addresses.stream().skip(1).forEach(address -> connect(id, node, service, address));
        run(id, node);
        return id;
    }

    private void run(String id, Node node) {
        try {
            docker.startContainerCmd(id).exec();
        } catch (RuntimeException e) {
            throw new PlatformUnavailable("The node " + node.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    private Map<String, String> labels(Node node) {
        Map<String, String> all = new java.util.HashMap<>(labels);
        all.put(RunLabels.NODE, node.name());
        all.put(RunLabels.ROLE, "sandbox");
        return all;
    }

    private HostConfig hostConfig(
            Networking networking, List<Pod.PodAddress> addresses, Optional<Entry> entry, List<String> held) {
        HostConfig host = HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withCapAdd(Capability.NET_ADMIN)
                .withCpuShares(SHARES)
                .withNetworkMode(addresses.isEmpty() ? "none" : addresses.get(0).networkId())
                .withExtraHosts(networking.extraHosts().entrySet().stream()
                        .flatMap(name -> name.getValue().stream().map(address -> name.getKey() + ":" + address))
                        .toArray(String[]::new))
                .withMounts(held.stream().map(Sandbox::hold).toList());
        if (!networking.dns().isEmpty()) {
            host.withDns(networking.dns());
        }
        if (!networking.sysctls().isEmpty()) {
            host.withSysctls(networking.sysctls());
        }
        entry.ifPresent(at -> host.withPortBindings(published(at)));
        return host;
    }

    private static Mount hold(String volume) {
        return new Mount().withType(MountType.VOLUME).withSource(volume).withTarget("/held/" + volume);
    }

    private static Ports published(Entry entry) {
        Ports ports = new Ports();
        Ports.Binding binding = entry.publish().isPresent()
                ? Ports.Binding.bindIpAndPort("127.0.0.1", entry.publish().getAsInt())
                : Ports.Binding.bindIp("127.0.0.1");
        ports.bind(ExposedPort.tcp(entry.port()), binding);
        return ports;
    }

    private void connect(String id, Node node, Service service, Pod.PodAddress address) {
        docker.connectToNetworkCmd()
                .withContainerId(id)
                .withNetworkId(address.networkId())
                .withContainerNetwork(new ContainerNetwork()
                        .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address.ip()))
                        .withAliases(aliases(node, service, address.network())))
                .exec();
    }

    /** The service's name is all of its replicas, the node's name is one. */
    private List<String> aliases(Node node, Service service, String network) {
        Set<String> names = new LinkedHashSet<>(List.of(service.name(), node.name()));
        service.networking().containerName().ifPresent(names::add);
        service.networking().attachments().stream()
                .filter(attachment -> attachment.network().equals(network))
                .forEach(attachment -> names.addAll(attachment.aliases()));
        names.addAll(legacyAliases.getOrDefault(service.name(), Set.of()));
        return new ArrayList<>(names);
    }
}
