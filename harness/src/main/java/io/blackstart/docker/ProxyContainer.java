package io.blackstart.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.blackstart.engine.LinkProxies;
import io.blackstart.topology.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The container of a kind of link proxies: one a run, attached to every network that its links use. Its addresses are fixed,
 * counted from the top of the subnet, so that another container can take its place.
 */
public final class ProxyContainer implements ProxyHost {

    private static final int TOP = 254;
    private static final String RUNS = "its container runs";
    private static final String GONE = "its container is gone";
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final RunScope scope;
    private final LinkProxies kind;
    private final int place;
    /** Key of the network to the address on it. */
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private String id = "";
    private String startedAt = "";

    /** Not there yet; {@code place} tells the kinds of a run apart, from 0. */
    public ProxyContainer(RunScope scope, LinkProxies kind, int place) {
        this.scope = scope;
        this.kind = kind;
        this.place = place;
    }

    @Override
    public void attach(Collection<Pod.PodAddress> pods) {
        for (Pod.PodAddress pod : pods) {
            if (!addresses.containsKey(pod.network())) {
                addresses.put(pod.network(), Subnets.address(pod.ip(), TOP - place));
                connectNow(pod.network());
            }
        }
    }

    private void connectNow(String network) {
        try {
            if (!id.isEmpty()) {
                connect(network);
            }
        } catch (NotFoundException e) {
            // It is gone; the next in its place begins with all networks.
        }
    }

    @Override
    public String address(String network) {
        return addresses.get(network);
    }

    @Override
    public Collection<String> addresses() {
        return List.copyOf(addresses.values());
    }

    @Override
    public LinkProxies.Server start() {
        List<String> networks = List.copyOf(addresses.keySet());
        CreateContainerCmd command = scope.docker()
                .createContainerCmd(kind.program().image())
                .withName(scope.prefix() + kind.name())
                .withLabels(labels())
                .withHostConfig(hostConfig(networks.get(0)))
                .withExposedPorts(api())
                .withIpv4Address(addresses.get(networks.get(0)));
        if (!kind.program().command().isEmpty()) {
            command.withCmd(kind.program().command());
        }
        id = command.exec().getId();
        networks.stream().skip(1).forEach(this::connect);
        new CopyIn(scope.docker()).injected(id, files());
        scope.docker().startContainerCmd(id).exec();
        startedAt = String.valueOf(inspected().getStartedAt());
        return answering();
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(scope.labels());
        labels.put(RunLabels.ROLE, "helper");
        return labels;
    }

    private HostConfig hostConfig(String network) {
        HostConfig host = HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withNetworkMode(scope.networkIds().get(network));
        if (!scope.hostReachesPods()) {
            Ports ports = new Ports();
            ports.bind(api(), Ports.Binding.bindIp("127.0.0.1"));
            host.withPortBindings(ports);
        }
        return host;
    }

    private ExposedPort api() {
        return ExposedPort.tcp(kind.program().apiPort());
    }

    private List<Files.Injected> files() {
        return kind.program().files().entrySet().stream()
                .map(file -> new Files.Injected(
                        file.getKey(), new Files.Content(Optional.empty(), Optional.of(file.getValue())), 0, 0, 0644))
                .toList();
    }

    private void connect(String network) {
        scope.docker()
                .connectToNetworkCmd()
                .withContainerId(id)
                .withNetworkId(scope.networkIds().get(network))
                .withContainerNetwork(new ContainerNetwork()
                        .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(addresses.get(network))))
                .exec();
    }

    private LinkProxies.Server answering() {
        if (scope.hostReachesPods()) {
            String address = addresses.values().iterator().next();
            return kind.connect(address, kind.program().apiPort(), ANSWERS_WITHIN);
        }
        Ports.Binding[] published = scope.docker()
                .inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(api());
        return kind.connect("127.0.0.1", Integer.parseInt(published[0].getHostPortSpec()), ANSWERS_WITHIN);
    }

    @Override
    public String state() {
        try {
            return state(inspected());
        } catch (NotFoundException e) {
            return GONE;
        }
    }

    private InspectContainerResponse.ContainerState inspected() {
        return scope.docker().inspectContainerCmd(id).exec().getState();
    }

    private String state(InspectContainerResponse.ContainerState state) {
        if (!Boolean.TRUE.equals(state.getRunning())) {
            return "its container ended at " + state.getFinishedAt() + " with exit code " + state.getExitCodeLong();
        }
        if (Boolean.TRUE.equals(state.getPaused())) {
            return "its container is paused";
        }
        return startedAt.equals(state.getStartedAt())
                ? RUNS
                : "its container was started again at " + state.getStartedAt();
    }

    @Override
    public Optional<String> interruption() {
        return Optional.of(state()).filter(state -> !state.equals(RUNS));
    }

    @Override
    public LinkProxies.Server replace() {
        try {
            scope.docker().removeContainerCmd(id).withForce(true).exec();
        } catch (NotFoundException e) {
            // Somebody removed it: nothing is in the way of the next.
        }
        return start();
    }
}
