package io.blackstart.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names, addresses and ports of a service. All of it belongs to the node's sandbox.
 *
 * @param attachments the networks it is on, at least one unless {@code none}
 * @param none {@code network_mode: none}
 * @param hostname host name; absent: the node's name
 * @param domainname domain name
 * @param dns name servers
 * @param extraHosts name to its addresses
 * @param sysctls {@code net.*} only
 * @param expose ports that peers use (from {@code expose} and the container side of {@code ports}), tcp
 * @param links legacy {@code links}: alias to service
 * @param containerName {@code container_name}, which peers still resolve
 */
public record Networking(
        List<Attachment> attachments,
        boolean none,
        Optional<String> hostname,
        Optional<String> domainname,
        List<String> dns,
        Map<String, List<String>> extraHosts,
        Map<String, String> sysctls,
        List<Integer> expose,
        Map<String, String> links,
        Optional<String> containerName) {

    /**
     * Being on a network.
     *
     * @param network its key in the file
     * @param aliases further names there
     */
    public record Attachment(String network, List<String> aliases) {}
}
