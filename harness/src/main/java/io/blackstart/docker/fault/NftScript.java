package io.blackstart.docker.fault;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * nftables rules as text, one statement a line, as {@code nft -f -} wants them. Each script is one transaction and may be given
 * twice: it first makes sure that the table exists, then deletes it.
 */
final class NftScript {

    private static final String HOST_LOSS = "blackstart_host_loss";
    private static final String COUNT = "blackstart_count";
    private static final String REDIRECT = "blackstart_redirect";

    private NftScript() {}

    /** Nothing in, nothing out, but for the loopback, on which the engine's name server answers. */
    static String dropAll() {
        return fresh("inet", HOST_LOSS)
                + "add chain inet " + HOST_LOSS + " in { type filter hook input priority -300; }\n"
                + "add rule inet " + HOST_LOSS + " in iif \"lo\" accept\n"
                + "add rule inet " + HOST_LOSS + " in counter drop\n"
                + "add chain inet " + HOST_LOSS + " out { type filter hook output priority -300; }\n"
                + "add rule inet " + HOST_LOSS + " out oif \"lo\" accept\n"
                + "add rule inet " + HOST_LOSS + " out counter drop\n";
    }

    static String dropNothing() {
        return fresh("inet", HOST_LOSS) + "delete table inet " + HOST_LOSS + "\n";
    }

    /**
     * Passive counters: packets from each peer, and packets to each address and port. They come before every other rule.
     *
     * @param peers counter name to source address
     * @param routes counter name to {@code ADDRESS:PORT}
     */
    static String count(Map<String, String> peers, Map<String, String> routes) {
        StringJoiner script = new StringJoiner("\n", fresh("inet", COUNT), "\n");
        script.add("add chain inet " + COUNT + " in { type filter hook input priority -400; }");
        peers.forEach((name, address) -> {
            script.add("add counter inet " + COUNT + " " + name);
            script.add("add rule inet " + COUNT + " in ip saddr " + address + " counter name " + name);
        });
        script.add("add chain inet " + COUNT + " out { type filter hook output priority 0; }");
        routes.forEach((name, target) -> {
            script.add("add counter inet " + COUNT + " " + name);
            int colon = target.indexOf(':');
            script.add("add rule inet " + COUNT + " out ip daddr " + target.substring(0, colon) + " tcp dport "
                    + target.substring(colon + 1) + " counter name " + name);
        });
        return script.toString();
    }

    /** How the counters are read. */
    static List<String> readCounters() {
        return List.of("nft", "-j", "list", "counters", "table", "inet", COUNT);
    }

    /** New connections to a callee go to its proxy; names and addresses stay what they are. */
    static String redirect(Collection<Route> routes) {
        StringJoiner script = new StringJoiner("\n", fresh("ip", REDIRECT), "\n");
        script.add("add chain ip " + REDIRECT + " out { type nat hook output priority -100; }");
        routes.forEach(route -> script.add("add rule ip " + REDIRECT + " out ip daddr " + route.callee() + " tcp dport "
                + route.port() + " dnat to " + route.proxy()));
        return script.toString();
    }

    /**
     * A redirected way.
     *
     * @param callee its address
     * @param port its port
     * @param proxy {@code ADDRESS:PORT} of the proxy
     */
    record Route(String callee, int port, String proxy) {}

    private static String fresh(String family, String table) {
        return "add table " + family + " " + table + "\ndelete table " + family + " " + table + "\nadd table " + family
                + " " + table + "\n";
    }
}
