package io.blackstart.docker.fault;

import io.blackstart.engine.PlainName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * nftables rules as lines; the lines of one script are one transaction. Every script may be given twice, and where a table or
 * a chain is there already.
 */
final class NftScript {

    private static final String FAULTS = "blackstart_faults";
    private static final String COUNT = "blackstart_count";
    private static final String REDIRECT = "blackstart_redirect";

    private NftScript() {}

    /**
     * All that a node's packets suffer: the whole set, in the place of whatever was there. The loopback is left alone but for
     * names, because the engine's name server answers on it. Each fault counts the packets that it acted on; counters outlive
     * their rules, so that they can be read at any time.
     *
     * @param active fault to its rules on this node
     */
    static List<String> faults(Map<String, List<PacketRule>> active) {
        List<String> script = new ArrayList<>(List.of(
                "add table inet " + FAULTS,
                // Both after connection tracking (-200), which knows what a look-up was before the engine made it
                // another.
                "add chain inet " + FAULTS + " in { type filter hook input priority -150; }",
                // After redirection (-100), so that the first packet of a connection is known to go to a proxy.
                "add chain inet " + FAULTS + " out { type filter hook output priority -50; }",
                "flush chain inet " + FAULTS + " in",
                "flush chain inet " + FAULTS + " out"));
        active.keySet().forEach(id -> script.add("add counter inet " + FAULTS + " " + counter(id)));
        for (PacketRule.Hook hook : PacketRule.Hook.values()) {
            rules(script, active, hook);
        }
        return script;
    }

    /** A rule of a fault. */
    private record Owned(String id, PacketRule rule) {}

    private static void rules(List<String> script, Map<String, List<PacketRule>> active, PacketRule.Hook hook) {
        String chain = "add rule inet " + FAULTS + (hook == PacketRule.Hook.IN ? " in " : " out ");
        List<Owned> owned = active.entrySet().stream()
                .flatMap(fault -> fault.getValue().stream().map(rule -> new Owned(fault.getKey(), rule)))
                .filter(one -> one.rule().hook() == hook)
                .sorted(Comparator.comparing(one -> one.rule().rank()))
                .toList();
        owned.stream()
                .filter(one -> one.rule().rank() == PacketRule.Rank.NAMES)
                .forEach(one -> script.add(chain + text(one)));
        if (!owned.isEmpty()) {
            script.add(chain + (hook == PacketRule.Hook.IN ? "iif \"lo\" accept" : "oif \"lo\" accept"));
        }
        owned.stream()
                .filter(one -> one.rule().rank() != PacketRule.Rank.NAMES)
                .forEach(one -> script.add(chain + text(one)));
    }

    private static String text(Owned one) {
        return (one.rule().match() + " counter name " + counter(one.id()) + " "
                        + one.rule().verdict())
                .strip();
    }

    /** The counter of a fault, as nft has it. */
    static String counter(String id) {
        return "fault_" + PlainName.of(id);
    }

    /**
     * Passive counters, of packets and of attempts to connect: from each peer, and to each address and port. They come before
     * every other rule; what is sent is counted after its redirection (-100), because it is a proxy's address that is counted.
     *
     * @param peers counter name to source address
     * @param routes counter name to {@code ADDRESS:PORT}
     */
    static List<String> count(Map<String, String> peers, Map<String, String> routes) {
        List<String> script = new ArrayList<>(List.of(
                "add table inet " + COUNT,
                "add chain inet " + COUNT + " in { type filter hook input priority -400; }",
                "add chain inet " + COUNT + " out { type filter hook output priority -90; }",
                "flush chain inet " + COUNT + " in",
                "flush chain inet " + COUNT + " out"));
        peers.forEach((name, address) -> counted(script, "in ip saddr " + address, name));
        routes.forEach((name, target) -> counted(script, "out " + to(target), name));
        return script;
    }

    private static void counted(List<String> script, String match, String name) {
        script.add("add counter inet " + COUNT + " " + name);
        script.add("add counter inet " + COUNT + " " + connections(name));
        script.add("add rule inet " + COUNT + " " + match + " counter name " + name);
        script.add("add rule inet " + COUNT + " " + match + " tcp flags & (syn | ack) == syn counter name "
                + connections(name));
    }

    /** The counter of attempts to connect beside one of packets. */
    static String connections(String name) {
        return name + "_syn";
    }

    /** Packets to {@code ADDRESS:PORT}. */
    static String to(String target) {
        int colon = target.indexOf(':');
        return "ip daddr " + target.substring(0, colon) + " tcp dport " + target.substring(colon + 1);
    }

    /** Packets from {@code ADDRESS:PORT}. */
    static String from(String target) {
        int colon = target.indexOf(':');
        return "ip saddr " + target.substring(0, colon) + " tcp sport " + target.substring(colon + 1);
    }

    /** What a caller sends on its redirected connections to a callee, whichever proxy they were redirected to. */
    static String asked(Route route) {
        return redirected("original", route);
    }

    /** What comes back to a caller on them. */
    static String answered(Route route) {
        return redirected("reply", route);
    }

    private static String redirected(String direction, Route route) {
        return "meta l4proto tcp ct status dnat ct direction " + direction + " ct original ip daddr " + route.callee()
                + " ct original proto-dst " + route.port();
    }

    /** New connections to a callee go to its proxy; names and addresses stay what they are. */
    static List<String> redirect(Collection<Route> routes) {
        List<String> script = new ArrayList<>(List.of(
                "add table ip " + REDIRECT,
                "add chain ip " + REDIRECT + " out { type nat hook output priority -100; }",
                "flush chain ip " + REDIRECT + " out"));
        routes.forEach(route -> script.add("add rule ip " + REDIRECT + " out ip daddr " + route.callee() + " tcp dport "
                + route.port() + " dnat to " + route.proxy()));
        return script;
    }

    /**
     * Connections to these callees that were there before their redirection are reset at the next packet, whichever end sends it.
     * New ones are never met: what they send has the proxy's address by then. What the loopback brings are the resets themselves.
     */
    static List<String> cutOff(Collection<Route> routes) {
        List<String> script = new ArrayList<>(List.of(
                "add table ip " + REDIRECT,
                "add chain ip " + REDIRECT + " old_in { type filter hook input priority 0; }",
                "add chain ip " + REDIRECT + " old_out { type filter hook output priority 0; }",
                "flush chain ip " + REDIRECT + " old_in",
                "flush chain ip " + REDIRECT + " old_out"));
        for (Route route : routes) {
            String callee = route.callee() + ":" + route.port();
            script.add("add rule ip " + REDIRECT + " old_in iif != \"lo\" " + from(callee) + " reject with tcp reset");
            script.add("add rule ip " + REDIRECT + " old_out " + to(callee) + " reject with tcp reset");
        }
        return script;
    }

    /**
     * A redirected way.
     *
     * @param callee its address
     * @param port its port
     * @param proxy {@code ADDRESS:PORT} of the proxy
     */
    record Route(String callee, int port, String proxy) {}
}
