package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import io.blackstart.engine.PlatformUnavailable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The bridge networks of a run, each with a subnet of its own. */
final class Networks {

    /** A network that is there. */
    record Made(String id, String subnet) {}

    private final DockerClient docker;
    private final String prefix;
    private final Map<String, String> labels;

    Networks(DockerClient docker, String prefix, Map<String, String> labels) {
        this.docker = docker;
        this.prefix = prefix;
        this.labels = labels;
    }

    /** Makes them all; where a subnet is taken in the meantime, the next one is tried. */
    Map<String, Made> make(List<io.blackstart.topology.Network> wanted) {
        Iterator<String> subnets = Subnets.free(taken(), prefix.hashCode()).iterator();
        Map<String, Made> made = new LinkedHashMap<>();
        wanted.forEach(network -> made.put(network.key(), one(network, subnets)));
        return made;
    }

    private List<String> taken() {
        return docker.listNetworksCmd().exec().stream()
                .flatMap(Networks::subnets)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<String> subnets(Network network) {
        Network.Ipam ipam = network.getIpam();
        return ipam == null || ipam.getConfig() == null
                ? Stream.empty()
                : ipam.getConfig().stream().map(Network.Ipam.Config::getSubnet);
    }

    private Made one(io.blackstart.topology.Network network, Iterator<String> subnets) {
        RuntimeException last = null;
        for (int tries = 0; tries < 20 && subnets.hasNext(); tries++) {
            String subnet = subnets.next();
            try {
                return new Made(create(network, subnet), subnet);
            } catch (DockerException e) {
                last = e;
            }
        }
        throw new PlatformUnavailable(
                "No network could be made for \"" + network.key() + "\": "
                        + (last == null ? "no subnet of 198.18.0.0/15 is free" : last.getMessage()),
                last);
    }

    private String create(io.blackstart.topology.Network network, String subnet) {
        return docker.createNetworkCmd()
                .withName(prefix + network.key())
                .withDriver("bridge")
                .withInternal(network.internal())
                .withLabels(labels)
                .withIpam(new Network.Ipam()
                        .withConfig(
                                new Network.Ipam.Config().withSubnet(subnet).withGateway(Subnets.address(subnet, 1))))
                .exec()
                .getId();
    }
}
