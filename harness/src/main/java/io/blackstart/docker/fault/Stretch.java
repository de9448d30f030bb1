package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A part of a link that is proxied as one: callers of one port of one callee. Links that have it in common share its proxies,
 * because a caller's connections can be redirected to one place only.
 */
final class Stretch {

    /** A caller and what it calls. */
    record Call(String caller, String calleeNode, Pod.PodAddress callee, int port) {}

    private final Set<Call> calls;
    private final Call any;
    private final List<ProxyServer> chain = new ArrayList<>();
    private String front = "";
    private boolean redirected;
    private boolean late;
    private boolean cutOff;

    /** All of the same callee. */
    Stretch(Set<Call> calls) {
        this.calls = Set.copyOf(calls);
        this.any = calls.iterator().next();
    }

    Set<Call> calls() {
        return calls;
    }

    Set<String> callers() {
        Set<String> callers = new TreeSet<>();
        calls.forEach(call -> callers.add(call.caller()));
        return callers;
    }

    Pod.PodAddress callee() {
        return any.callee();
    }

    Stream<CountedTraffic.Detour> detours() {
        return calls.stream().map(call -> new CountedTraffic.Detour(call.caller(), call.calleeNode(), route().proxy()));
    }

    /** Its name on every server that carries it. */
    String name() {
        String text = any.calleeNode() + "-" + any.port() + "-of-" + String.join("-", callers());
        String plain = text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
        return plain.substring(0, Math.min(60, plain.length())) + "-" + Integer.toHexString(calls.hashCode());
    }

    /**
     * Carried by these, too, in this order. Those that come later than others stand in front of them: what is open goes on
     * undisturbed.
     *
     * @param running whether services run, so that connections may be open that will not pass what is new
     */
    void carry(List<ProxyServer> wanted, boolean running) {
        List<ProxyServer> fresh = new ArrayList<>(wanted);
        fresh.removeAll(chain);
        late |= running && (!redirected || !fresh.isEmpty());
        chain.addAll(0, fresh);
        List<ProxyServer> fromCallee = new ArrayList<>(chain);
        Collections.reverse(fromCallee);
        String next = any.callee().ip() + ":" + any.port();
        for (ProxyServer server : fromCallee) {
            next = server.carry(name(), any.callee().network(), next);
        }
        front = next;
    }

    List<ProxyServer> chain() {
        return List.copyOf(chain);
    }

    NftScript.Route route() {
        return new NftScript.Route(any.callee().ip(), any.port(), front);
    }

    boolean redirected() {
        return redirected;
    }

    void redirected(boolean now) {
        redirected = now;
        late &= now;
        cutOff &= now;
    }

    /** Whether connections may be open that do not pass all of its proxies. */
    boolean late() {
        return late;
    }

    /** Whether connections that were there before its redirection are reset. */
    boolean cutOff() {
        return cutOff;
    }

    void cutOffOld() {
        cutOff = true;
    }
}
