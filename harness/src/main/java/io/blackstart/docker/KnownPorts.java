package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.InternetProtocol;
import io.blackstart.topology.Node;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The TCP ports that a node is expected to serve on: from the topology first, else from its image. What an image exposes is a
 * hint, because its command may be another one here: it counts only where a health check has the last word.
 */
final class KnownPorts {

    private final DockerClient docker;
    private final Topology topology;

    KnownPorts(DockerClient docker, Topology topology) {
        this.docker = docker;
        this.topology = topology;
    }

    List<Integer> of(Node node, Service service, boolean healthChecked) {
        Set<Integer> ports = new LinkedHashSet<>();
        topology.entry()
                .filter(entry -> topology.nodesOf(entry.service()).contains(node))
                .ifPresent(entry -> ports.add(entry.port()));
        topology.links().values().stream()
                .filter(link -> link.to().stream()
                        .anyMatch(name -> topology.nodesOf(name).contains(node)))
                .forEach(link -> ports.add(link.port()));
        if (ports.isEmpty()) {
            ports.addAll(service.networking().expose());
        }
        if (ports.isEmpty() && healthChecked) {
            exposed(service).forEach(ports::add);
        }
        return List.copyOf(ports);
    }

    private Stream<Integer> exposed(Service service) {
        InspectImageResponse image =
                docker.inspectImageCmd(service.image().reference()).exec();
        ExposedPort[] ports =
                image.getConfig() == null ? null : image.getConfig().getExposedPorts();
        return ports == null
                ? Stream.empty()
                : Stream.of(ports)
                        .filter(port -> port.getProtocol() == InternetProtocol.TCP)
                        .map(ExposedPort::getPort);
    }
}
