package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.fault.OnLink;
import io.blackstart.topology.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Links that go through proxies. Those that a step is aimed at are redirected from bring-up on, because redirection reaches new
 * connections only, and pools keep old ones; others can be in the middle of a run, and be released again. Thread-safe.
 */
final class Links {

    private final RunScope scope;
    private final PacketRules rules;
    /** In the order in which a link's traffic passes them. */
    private final List<ProxyServer> servers = new ArrayList<>();

    private final List<Stretch> stretches = new ArrayList<>();

    /** With these kinds of proxies, in the order in which a link's traffic is to pass them. */
    Links(RunScope scope, List<LinkProxies> kinds) {
        this.scope = scope;
        this.rules = new PacketRules(scope);
        kinds.forEach(kind -> servers.add(new ProxyServer(scope, kind, servers.size())));
    }

    /**
     * Makes the proxies that the faults of these steps need carry their links. Nothing goes through what is new before {@link
     * #redirect}: whatever has to know of the new ways first, has the time to.
     *
     * @param running whether services run already
     */
    synchronized List<Stretch> carry(List<Platform.Targeted> steps, boolean running) {
        Map<Stretch.Call, Set<Integer>> places = places(steps);
        List<Stretch> concerned = new ArrayList<>();
        for (Map.Entry<Set<Object>, Set<Stretch.Call>> one :
                alike(steps, places).entrySet()) {
            concerned.addAll(stretchesFor(one.getValue()));
        }
        concerned.forEach(stretch -> carry(stretch, places, running));
        return concerned;
    }

    /**
     * Sends new connections through the proxies.
     *
     * @return what became redirected by it, for {@link #release}
     */
    synchronized List<Stretch> redirect(List<Stretch> concerned) {
        List<Stretch> now =
                concerned.stream().filter(stretch -> !stretch.redirected()).toList();
        concerned.forEach(stretch -> stretch.redirected(true));
        apply(concerned);
        return now;
    }

    /** Which servers each call has to pass, by their place in the order. */
    private Map<Stretch.Call, Set<Integer>> places(List<Platform.Targeted> steps) {
        Map<Stretch.Call, Set<Integer>> places = new LinkedHashMap<>();
        for (Platform.Targeted step : steps) {
            int place = servers.indexOf(serverOf((OnLink) step.step().fault()));
            calls(linkOf(step)).forEach(call -> places.computeIfAbsent(call, one -> new TreeSet<>())
                    .add(place));
        }
        return places;
    }

    /** Calls of one callee that the same links have in common, and that pass the same servers. */
    private Map<Set<Object>, Set<Stretch.Call>> alike(
            List<Platform.Targeted> steps, Map<Stretch.Call, Set<Integer>> places) {
        Map<Set<Object>, Set<Stretch.Call>> alike = new LinkedHashMap<>();
        places.forEach((call, passed) -> {
            Set<Object> common = new LinkedHashSet<>();
            common.add(call.callee());
            common.add(call.port());
            common.add(passed);
            steps.stream()
                    .map(Links::linkOf)
                    .filter(link -> calls(link).contains(call))
                    .forEach(common::add);
            alike.computeIfAbsent(common, one -> new LinkedHashSet<>()).add(call);
        });
        return alike;
    }

    /** Those that have these calls already, and a new one for the rest. */
    private List<Stretch> stretchesFor(Set<Stretch.Call> calls) {
        List<Stretch> found = new ArrayList<>();
        Set<Stretch.Call> rest = new LinkedHashSet<>(calls);
        for (Stretch stretch : stretches) {
            if (rest.removeAll(stretch.calls())) {
                if (!calls.containsAll(stretch.calls())) {
                    throw new IllegalArgumentException(
                            "a part of this link goes through the same proxy as another link's: " + stretch.name());
                }
                found.add(stretch);
            }
        }
        if (!rest.isEmpty()) {
            Stretch fresh = new Stretch(rest);
            stretches.add(fresh);
            found.add(fresh);
        }
        return found;
    }

    private void carry(Stretch stretch, Map<Stretch.Call, Set<Integer>> places, boolean running) {
        Set<Integer> passed = new TreeSet<>();
        stretch.calls().forEach(call -> passed.addAll(places.getOrDefault(call, Set.of())));
        List<ProxyServer> chain = passed.stream().map(servers::get).toList();
        chain.forEach(server -> server.attach(List.of(stretch.callee())));
        stretch.carry(chain, running);
    }

    /** New connections are direct again; those that are open go on through the proxies. */
    synchronized void release(List<Stretch> released) {
        for (Stretch stretch : released) {
            if (stretch.chain().stream().anyMatch(server -> server.suffers(List.of(stretch.name())))) {
                throw new IllegalStateException("a fault is still on " + stretch.name());
            }
        }
        released.forEach(stretch -> stretch.redirected(false));
        apply(released);
    }

    /** What was open before the link was redirected is reset, at its next packet. */
    synchronized void cutOffOld(Link link) {
        List<Stretch> concerned = of(link);
        concerned.forEach(Stretch::cutOffOld);
        apply(concerned);
    }

    private void apply(Collection<Stretch> concerned) {
        Map<Pod, List<String>> scripts = new LinkedHashMap<>();
        for (Stretch stretch : concerned) {
            stretch.callers().forEach(caller -> scripts.put(scope.pods().get(caller), script(caller)));
        }
        PacketRules.Applied applied = rules.apply(scripts);
        if (!applied.done()) {
            throw new IllegalStateException("the link could not be redirected: " + applied.evidence());
        }
    }

    /** New connections go straight to their callees again, on every link. */
    synchronized void straighten() {
        release(stretches.stream().filter(Stretch::redirected).toList());
    }

    private List<String> script(String caller) {
        List<NftScript.Route> redirected =
                redirected(caller).stream().map(Stretch::route).toList();
        List<NftScript.Route> cut = redirected(caller).stream()
                .filter(Stretch::cutOff)
                .map(Stretch::route)
                .toList();
        List<String> script = new ArrayList<>(NftScript.redirect(redirected));
        script.addAll(NftScript.cutOff(cut));
        return script;
    }

    private List<Stretch> redirected(String caller) {
        return stretches.stream()
                .filter(stretch -> stretch.redirected() && stretch.callers().contains(caller))
                .toList();
    }

    /** The ways over proxies that a caller's connections may take: also those that are not redirected yet, or no more. */
    synchronized List<NftScript.Route> routesOf(String caller) {
        return stretches.stream()
                .filter(stretch -> stretch.callers().contains(caller))
                .map(Stretch::route)
                .toList();
    }

    /** What broke redirected links beside the faults, a line each. */
    List<String> breaks() {
        return servers.stream().flatMap(server -> server.breaks().stream()).toList();
    }

    /** The addresses of the proxies' servers. */
    Collection<String> addresses() {
        return servers.stream().flatMap(server -> server.addresses().stream()).toList();
    }

    /** The server whose kind makes that fault. */
    ProxyServer serverOf(OnLink fault) {
        return servers.stream()
                .filter(server -> server.kind().carries(fault))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no proxy makes " + fault.kind()));
    }

    static Link linkOf(Platform.Targeted step) {
        return step.target().link().orElseThrow();
    }

    private List<Stretch> of(Link link) {
        Set<Stretch.Call> calls = calls(link);
        return stretches.stream()
                .filter(stretch -> stretch.redirected() && calls.containsAll(stretch.calls()))
                .toList();
    }

    /** Whether connections may be open on a link that do not pass all of its proxies. */
    synchronized boolean late(Link link) {
        return of(link).stream().anyMatch(Stretch::late);
    }

    /** Every server that any of a link goes through. */
    synchronized Set<ProxyServer> serversOf(Link link) {
        Set<ProxyServer> passed = new LinkedHashSet<>();
        of(link).forEach(stretch -> passed.addAll(stretch.chain()));
        return passed;
    }

    /** Whether all of a link goes through that server. */
    synchronized boolean carries(Link link, ProxyServer server) {
        Set<Stretch.Call> rest = calls(link);
        of(link).stream()
                .filter(stretch -> stretch.chain().contains(server))
                .forEach(stretch -> rest.removeAll(stretch.calls()));
        return rest.isEmpty();
    }

    /** The names of a link's ways. */
    synchronized List<String> waysOf(Link link) {
        return of(link).stream().map(Stretch::name).toList();
    }

    /** The calls of a link, each with the proxy that its caller meets. */
    synchronized List<CountedTraffic.Detour> detoursOf(Link link) {
        return of(link).stream().flatMap(Stretch::detours).toList();
    }

    /** Every call that goes over a proxy. */
    synchronized List<CountedTraffic.Detour> detours() {
        return stretches.stream()
                .filter(Stretch::redirected)
                .flatMap(Stretch::detours)
                .toList();
    }

    private Set<Stretch.Call> calls(Link link) {
        Set<Stretch.Call> calls = new LinkedHashSet<>();
        for (String from : link.from()) {
            for (String to : link.to()) {
                calls.add(new Stretch.Call(from, to, calleeAddress(from, to), link.port()));
            }
        }
        return calls;
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
}
