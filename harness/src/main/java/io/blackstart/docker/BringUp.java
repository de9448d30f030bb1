package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import io.blackstart.docker.fault.Injectors;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.topology.Dependency;
import io.blackstart.topology.Entry;
import io.blackstart.topology.Node;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a topology up: networks and volumes, then every sandbox at once, then each service's container as soon as what it
 * depends on allows.
 */
final class BringUp {

    private final DockerClient docker;
    private final Ticker ticker;
    private final List<LinkProxies> proxies;
    private final boolean allowHostWrites;
    private final String run;
    private final String prefix;
    private final Map<String, String> labels;
    private final Topology topology;
    private final Map<String, List<Pod.PodAddress>> addresses = new HashMap<>();
    private final Map<String, String> sandboxes = new HashMap<>();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final ClockKit clocks;
    private boolean clocksChange;
    private Map<String, Networks.Made> networks = Map.of();

    BringUp(
            DockerClient docker,
            Ticker ticker,
            List<LinkProxies> proxies,
            boolean allowHostWrites,
            String run,
            Topology topology) {
        this.docker = docker;
        this.ticker = ticker;
        this.proxies = proxies;
        this.allowHostWrites = allowHostWrites;
        this.run = run;
        this.prefix = "bs-" + Integer.toHexString(run.hashCode()) + run.substring(run.length() - 4) + "-";
        this.labels = RunLabels.of(run);
        this.clocks = new ClockKit(docker, prefix, labels);
        this.topology = topology;
    }

    DockerDeployment of(List<Platform.Targeted> steps, StopSignal stop, Platform.Progress progress) {
        DockerDeployment deployment = new DockerDeployment(docker, run, topology);
        try {
            networks = new Networks(docker, prefix, labels).make(topology.networks());
            clocksChange = ClockKit.wanted(steps);
            Volumes volumes = new Volumes(docker, prefix, labels, allowHostWrites);
            volumes.make(topology);
            assignAddresses();
            startSandboxes(volumes);
            createContainers(volumes);
            RunScope scope = scope();
            Injectors injectors = new Injectors(scope, proxies, stop);
            deployment.pods(scope, injectors);
            injectors.ready(steps);
            new StartUp(scope, deployment, stop, progress).startAll();
            injectors.idleBegins();
            deployment.findEntry();
            return deployment;
        } catch (RuntimeException | Error e) {
            if (!(e instanceof io.blackstart.engine.BringUpFailed)) {
                deployment.tearDown().forEach(left -> progress.say("left behind: " + left));
            }
            throw e;
        }
    }

    private void assignAddresses() {
        Map<String, Integer> next = new HashMap<>();
        for (Service service : topology.services()) {
            for (Node node : service.nodes()) {
                List<Pod.PodAddress> own = new ArrayList<>();
                service.networking().attachments().forEach(attachment -> {
                    Networks.Made made = networks.get(attachment.network());
                    int host = next.merge(attachment.network(), 1, Integer::sum) + 1;
                    own.add(new Pod.PodAddress(attachment.network(), made.id(), Subnets.address(made.subnet(), host)));
                });
                addresses.put(node.name(), List.copyOf(own));
            }
        }
    }

    private Service serviceOf(Node node) {
        return topology.service(node.service()).orElseThrow();
    }

    private void startSandboxes(Volumes volumes) {
        Sandbox sandbox = new Sandbox(docker, prefix, labels, legacyAliases());
        Parallel.map(topology.nodes(), node -> {
                    Service service = serviceOf(node);
                    List<String> held = new ArrayList<>(volumes.held(topology, service));
                    if (clockChanges(node)) {
                        held.add(clocks.make(node));
                    }
                    String id = sandbox.start(node, service, addresses.get(node.name()), entryOn(node), held);
                    return Map.entry(node.name(), id);
                })
                .forEach(made -> sandboxes.put(made.getKey(), made.getValue()));
    }

    private boolean clockChanges(Node node) {
        return clocksChange && ClockKit.has(topology, node);
    }

    /** The first node of the entry's service takes the published port. */
    private Optional<Entry> entryOn(Node node) {
        return topology.entry()
                .filter(entry -> topology.nodesOf(entry.service()).indexOf(node) == 0);
    }

    /** {@code links: [db:database]} makes {@code database} another name of db. */
    private Map<String, Set<String>> legacyAliases() {
        Map<String, Set<String>> aliases = new HashMap<>();
        topology.services()
                .forEach(service -> service.networking().links().forEach((alias, target) -> aliases.computeIfAbsent(
                                target, name -> new HashSet<>())
                        .add(alias)));
        return aliases;
    }

    private void createContainers(Volumes volumes) {
        ServiceContainer containers = new ServiceContainer(docker, prefix, labels);
        CopyIn copyIn = new CopyIn(docker);
        Parallel.map(topology.nodes(), node -> {
                    Service service = serviceOf(node);
                    Volumes.Mounts mounts = volumes.of(service);
                    String sandbox = sandboxes.get(node.name());
                    if (clockChanges(node)) {
                        mounts.mounts().add(clocks.mount(node));
                    }
                    Service equipped = clockChanges(node) ? clocks.equipped(service) : service;
                    String id = containers.create(node, equipped, sandbox, mounts.mounts(), mounts.tmpfs());
                    copyIn.hostPaths(id, mounts.copies());
                    copyIn.injected(id, service.files().injected());
                    if (clockChanges(node)) {
                        ClockKit.link(copyIn, id, service);
                    }
                    return new Pod(node, sandbox, id, addresses.get(node.name()));
                })
                .forEach(pod -> pods.put(pod.node().name(), pod));
    }

    private RunScope scope() {
        Map<String, String> ids = new HashMap<>();
        networks.forEach((key, made) -> ids.put(key, made.id()));
        return new RunScope(
                run,
                prefix,
                labels,
                docker,
                ticker,
                pods,
                topology,
                ids,
                new Agents(docker, ticker),
                hostReachesPods());
    }

    /** A refusal is an answer: where nothing listens, a reachable address says so at once. */
    private boolean hostReachesPods() {
        Optional<Pod> pod =
                pods.values().stream().filter(one -> !one.addresses().isEmpty()).findFirst();
        if (pod.isEmpty()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(pod.get().address(), 1), 500);
            return true;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody waits for this service to end well. */
    static boolean isJob(Topology topology, Service service) {
        return topology.services().stream()
                .map(other -> other.dependsOn().get(service.name()))
                .anyMatch(dependency -> dependency != null
                        && dependency.condition() == Dependency.Condition.SERVICE_COMPLETED_SUCCESSFULLY);
    }
}
