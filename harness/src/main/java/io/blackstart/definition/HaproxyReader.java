package io.blackstart.definition;

import io.blackstart.topology.Balancer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an HAProxy configuration says of its servers, as far as failover follows from it; everything else is passed over.
 * Source: HAProxy 3.0 Configuration Manual, 4 (sections and their defaults), 4.2 (keywords), 5.2 (servers).
 */
final class HaproxyReader {

    private static final Set<String> PROXIES = Set.of("backend", "frontend", "listen");
    private static final Set<String> OTHER_SECTIONS = Set.of(
            "cache",
            "crt-store",
            "fcgi-app",
            "http-errors",
            "log-forward",
            "log-profile",
            "mailers",
            "peers",
            "program",
            "resolvers",
            "ring",
            "traces",
            "userlist");
    private static final double PERCENT = 100;

    private final Map<String, String> environment;
    private final List<HaproxySection> proxies = new ArrayList<>();
    private final Map<String, HaproxySection> named = new HashMap<>();
    private HaproxySection defaults = HaproxySection.empty();
    private HaproxySection current = HaproxySection.empty();
    private double spread;

    /** @param environment of the process that reads it */
    HaproxyReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The balancer that a service is.
     *
     * @throws IllegalArgumentException where a time or a number is none, or what counts depends on a condition
     */
    Balancer read(String service, String text) {
        text.lines()
                .map(line -> HaproxyWords.of(line, environment))
                .filter(words -> !words.isEmpty())
                .forEach(this::line);
        List<Balancer.Backend> backends = proxies.stream()
                .filter(proxy -> !proxy.servers().isEmpty())
                .map(proxy -> new HaproxyBackend(proxy).read())
                .toList();
        return new Balancer(service, spread, backends);
    }

    private void line(List<String> words) {
        String keyword = words.get(0);
        if (PROXIES.contains(keyword)) {
            current = parent(words).child(words.size() > 1 ? words.get(1) : "");
            proxies.add(current);
        } else if (keyword.equals("defaults")) {
            begin(words);
        } else if (keyword.equals("global") || OTHER_SECTIONS.contains(keyword)) {
            current = HaproxySection.empty();
        } else if (keyword.equals(".if")) {
            throw new IllegalArgumentException("what counts depends on a condition (.if)");
        } else if (keyword.equals("spread-checks") && words.size() > 1) {
            spread = Integer.parseInt(words.get(1)) / PERCENT;
        } else {
            current.line(words);
        }
    }

    /** A new {@code defaults} begins with nothing, unless it says from which one. */
    private void begin(List<String> words) {
        String name = words.size() > 1 && !words.get(1).equals("from") ? words.get(1) : "";
        defaults = (words.contains("from") ? parent(words) : HaproxySection.empty()).child(name);
        named.put(name, defaults);
        current = defaults;
    }

    private HaproxySection parent(List<String> words) {
        int from = words.indexOf("from");
        return from < 0 || from + 1 >= words.size()
                ? defaults
                : named.getOrDefault(words.get(from + 1), HaproxySection.empty());
    }
}
