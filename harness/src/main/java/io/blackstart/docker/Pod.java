package io.blackstart.docker;

import io.blackstart.topology.Node;
import java.util.List;

/**
 * A node: the sandbox that owns its network, and the service's container that joins it. Neither is ever made anew in a run.
 *
 * @param node which
 * @param sandboxId container id of the sandbox
 * @param containerId container id of the service
 * @param addresses on each of its networks, the first one first
 */
public record Pod(Node node, String sandboxId, String containerId, List<PodAddress> addresses) {

    /** The address that others know it by first. */
    public String address() {
        return addresses.get(0).ip();
    }

    /**
     * An address.
     *
     * @param network its key in the Compose file
     * @param networkId the engine's id
     * @param ip dotted IPv4
     */
    public record PodAddress(String network, String networkId, String ip) {}
}
