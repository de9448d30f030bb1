package io.blackstart.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A section of an HAProxy configuration while it is read: what it says over what it has from its {@code defaults}. */
final class HaproxySection {

    /** Parameters of a server that have a value; all others stand by themselves. Source: the manual's 5.2. */
    private static final Set<String> VALUED = Set.of(
            "addr",
            "agent-addr",
            "agent-inter",
            "agent-port",
            "agent-send",
            "alpn",
            "ca-file",
            "check-alpn",
            "check-pool-conn-name",
            "check-proto",
            "check-sni",
            "ciphers",
            "ciphersuites",
            "client-sigalgs",
            "cookie",
            "crl-file",
            "crt",
            "curves",
            "downinter",
            "error-limit",
            "fall",
            "fastinter",
            "guid",
            "hash-key",
            "id",
            "init-addr",
            "init-state",
            "inter",
            "interface",
            "log-bufsize",
            "log-proto",
            "max-reuse",
            "maxconn",
            "maxqueue",
            "minconn",
            "namespace",
            "observe",
            "on-error",
            "on-marked-down",
            "on-marked-up",
            "pool-conn-name",
            "pool-low-conn",
            "pool-max-conn",
            "pool-purge-delay",
            "port",
            "proto",
            "proxy-v2-options",
            "redir",
            "resolve-net",
            "resolve-opts",
            "resolve-prefer",
            "resolvers",
            "rise",
            "set-proxy-v2-tlv-fmt",
            "shard",
            "sigalgs",
            "slowstart",
            "sni",
            "socks4",
            "source",
            "ssl-max-ver",
            "ssl-min-ver",
            "tcp-md5sig",
            "tcp-ut",
            "track",
            "usesrc",
            "verify",
            "verifyhost",
            "weight",
            "ws");

    /** {@code option}s that say what a check is: the last one counts. */
    private static final Set<String> CHECKS = Set.of(
            "external-check",
            "httpchk",
            "ldap-check",
            "mysql-check",
            "pgsql-check",
            "redis-check",
            "smtpchk",
            "spop-check",
            "ssl-hello-chk",
            "tcp-check");

    private final String name;
    private final Map<String, String> says;
    private final Map<String, String> everyServer;
    private final List<Listed> servers = new ArrayList<>();

    /**
     * A {@code server} line.
     *
     * @param says its parameters over those of {@code default-server} so far
     */
    record Listed(String name, String address, Map<String, String> says) {}

    private HaproxySection(String name, Map<String, String> says, Map<String, String> everyServer) {
        this.name = name;
        this.says = new LinkedHashMap<>(says);
        this.everyServer = new LinkedHashMap<>(everyServer);
    }

    /** Nothing said yet. */
    static HaproxySection empty() {
        return new HaproxySection("", Map.of(), Map.of());
    }

    /** A section that has from this one what it does not say itself. */
    HaproxySection child(String itsName) {
        return new HaproxySection(itsName, says, everyServer);
    }

    String name() {
        return name;
    }

    Map<String, String> says() {
        return says;
    }

    List<Listed> servers() {
        return servers;
    }

    void line(List<String> words) {
        String second = words.size() > 1 ? words.get(1) : "";
        switch (words.get(0)) {
            case "timeout", "http-check", "tcp-check" -> say(words.get(0) + " " + second, words, 2);
            case "mode", "retries", "retry-on" -> say(words.get(0), words, 1);
            case "option" -> option(second, words);
            case "no" -> no(second, words);
            case "default-server" -> parameters(words.subList(1, words.size()), everyServer);
            case "server", "server-template" -> server(words);
            default -> {
                // Nothing that failover follows from.
            }
        }
    }

    private void say(String key, List<String> words, int from) {
        says.put(key, String.join(" ", words.subList(Math.min(from, words.size()), words.size())));
    }

    private void option(String option, List<String> words) {
        if (CHECKS.contains(option)) {
            says.put("check", option);
        } else {
            say("option " + option, words, 2);
        }
    }

    private void no(String what, List<String> words) {
        if (what.equals("option") && words.size() > 2) {
            says.remove("option " + words.get(2));
            says.remove("check", words.get(2));
        }
    }

    private void server(List<String> words) {
        boolean template = words.get(0).equals("server-template");
        int address = template ? 3 : 2;
        if (words.size() > address) {
            Map<String, String> all = new LinkedHashMap<>(everyServer);
            parameters(words.subList(address + 1, words.size()), all);
            if (template) {
                all.put("server-template", words.get(2));
            }
            servers.add(new Listed(words.get(1), words.get(address), Map.copyOf(all)));
        }
    }

    private static void parameters(List<String> words, Map<String, String> into) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (VALUED.contains(word)) {
                into.put(word, i + 1 < words.size() ? words.get(++i) : "");
            } else if (word.equals("enabled")) {
                into.remove("disabled");
            } else if (word.startsWith("no-")) {
                into.remove(word.substring("no-".length()));
            } else {
                into.put(word, "");
            }
        }
    }
}
