package io.blackstart.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One service of the Compose file.
 *
 * @param name the service's name
 * @param replicas how many nodes; 0 where it is switched off
 * @param image where its image comes from
 * @param program what runs
 * @param files what is mounted
 * @param networking names, addresses, ports
 * @param limits resources
 * @param security capabilities and privileges
 * @param health what the file says of the health check; empty: the image's own, if it has one
 * @param dependsOn service name to what must hold of it before this one starts
 * @param restart the restart policy
 * @param labels the user's labels
 */
public record Service(
        String name,
        int replicas,
        Image image,
        Program program,
        Files files,
        Networking networking,
        Limits limits,
        Security security,
        Optional<HealthCheck> health,
        Map<String, Dependency> dependsOn,
        RestartPolicy restart,
        Map<String, String> labels) {

    /** The nodes of this service. */
    public List<Node> nodes() {
        return IntStream.rangeClosed(1, replicas)
                .mapToObj(i -> new Node(replicas == 1 ? name : name + "-" + i, name, i))
                .toList();
    }
}
