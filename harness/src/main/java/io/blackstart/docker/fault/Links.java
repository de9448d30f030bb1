package io.blackstart.docker.fault;

import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunLabels;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.topology.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The links that steps put toxics on, redirected through a proxy from bring-up to teardown: redirection reaches new connections
 * only, and pools keep old ones.
 */
final class Links {

    private static final int FIRST_PORT = 20001;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final RunScope scope;
    private final LinkProxies proxies;
    private final Map<String, List<String>> proxiesOfLink = new LinkedHashMap<>();
    private final Map<String, List<NftScript.Route>> routesOfCaller = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> callersOfLink = new LinkedHashMap<>();
    private LinkProxies.Server server;
    private final Map<String, String> serverAddress = new HashMap<>();
    private int nextPort = FIRST_PORT;

    Links(RunScope scope, LinkProxies proxies) {
        this.scope = scope;
        this.proxies = proxies;
    }

    void redirect(List<Platform.Targeted> steps) {
        if (steps.isEmpty()) {
            return;
        }
        Set<String> networks = new LinkedHashSet<>();
        steps.forEach(step -> networks.addAll(networksOf(step.target().link().orElseThrow())));
        startServer(List.copyOf(networks));
        steps.forEach(step -> redirect(label(step), step.target().link().orElseThrow()));
        Map<Pod, List<String>> scripts = new LinkedHashMap<>();
        routesOfCaller.forEach((caller, routes) -> scripts.put(scope.pods().get(caller), NftScript.redirect(routes)));
        PacketRules.Applied applied = new PacketRules(scope).apply(scripts);
        if (!applied.done()) {
            throw new IllegalStateException("the link could not be redirected: " + applied.evidence());
        }
    }

    /** New connections go straight to their callees again. */
    void straighten() {
        Map<Pod, List<String>> scripts = new LinkedHashMap<>();
        routesOfCaller.keySet().forEach(caller -> scripts.put(scope.pods().get(caller), NftScript.redirect(List.of())));
        PacketRules.Applied applied = new PacketRules(scope).apply(scripts);
        if (!applied.done()) {
            throw new IllegalStateException("the links could not be made straight: " + applied.evidence());
        }
    }

    /** The redirected ways of a caller. */
    List<NftScript.Route> routesOf(String caller) {
        return routesOfCaller.getOrDefault(caller, List.of());
    }

    /** The addresses of the proxies' server. */
    Collection<String> addresses() {
        return serverAddress.values();
    }

    static String label(Platform.Targeted step) {
        return step.target().label().get(0);
    }

    private Set<String> networksOf(Link link) {
        Set<String> shared = new LinkedHashSet<>();
        for (String from : link.from()) {
            for (String to : link.to()) {
                shared.add(calleeAddress(from, to).network());
            }
        }
        return shared;
    }

    /** The callee's address on the first network that both are on. */
    private Pod.PodAddress calleeAddress(String from, String to) {
        List<String> callers = scope.pods().get(from).addresses().stream()
                .map(Pod.PodAddress::network)
                .toList();
        return scope.pods().get(to).addresses().stream()
                .filter(address -> callers.contains(address.network()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(from + " and " + to + " share no network"));
    }

    private void startServer(List<String> networks) {
        Map<String, String> labels = new HashMap<>(scope.labels());
        labels.put(RunLabels.ROLE, "helper");
        String id = scope.docker()
                .createContainerCmd(proxies.image())
                .withName(scope.prefix() + "links")
                .withLabels(labels)
                .withCmd("-host", "0.0.0.0")
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode(scope.networkIds().get(networks.get(0))))
                .exec()
                .getId();
        networks.stream().skip(1).forEach(network -> scope.docker()
                .connectToNetworkCmd()
                .withContainerId(id)
                .withNetworkId(scope.networkIds().get(network))
                .exec());
        scope.docker().startContainerCmd(id).exec();
        Map<String, ContainerNetwork> attached = scope.docker()
                .inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getNetworks();
        attached.values().forEach(network -> serverAddress.put(network.getNetworkID(), network.getIpAddress()));
        server = proxies.connect(address(networks.get(0)), proxies.apiPort(), ANSWERS_WITHIN);
    }

    private String address(String network) {
        return serverAddress.get(scope.networkIds().get(network));
    }

    private void redirect(String label, Link link) {
        if (proxiesOfLink.containsKey(label)) {
            return;
        }
        proxiesOfLink.put(label, new ArrayList<>());
        callersOfLink.put(label, new LinkedHashMap<>());
        Map<String, Integer> portOfCallee = new HashMap<>();
        for (String from : link.from()) {
            for (String to : link.to()) {
                Pod.PodAddress callee = calleeAddress(from, to);
                int listen = portOfCallee.computeIfAbsent(callee.ip(), ip -> carry(label, to, ip, link.port()));
                String proxy = address(callee.network()) + ":" + listen;
                routesOfCaller
                        .computeIfAbsent(from, caller -> new ArrayList<>())
                        .add(new NftScript.Route(callee.ip(), link.port(), proxy));
                callersOfLink
                        .get(label)
                        .computeIfAbsent(from, caller -> new ArrayList<>())
                        .add(proxy);
            }
        }
    }

    private int carry(String label, String to, String ip, int port) {
        int listen = nextPort++;
        String proxy = (to + "-" + port + "-" + listen)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9_-]", "-");
        server.carry(proxy, listen, ip + ":" + port);
        proxiesOfLink.get(label).add(proxy);
        return listen;
    }

    LinkProxies.Server server() {
        return server;
    }

    List<String> proxiesOf(String label) {
        return proxiesOfLink.get(label);
    }

    /** Caller to the proxies of that link. */
    Map<String, List<String>> callersOf(String label) {
        return callersOfLink.get(label);
    }

    /** Caller to every proxy that it goes through. */
    Map<String, List<String>> routes() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        callersOfLink
                .values()
                .forEach(callers -> callers.forEach((caller, proxies) ->
                        all.computeIfAbsent(caller, name -> new ArrayList<>()).addAll(proxies)));
        return all;
    }
}
