package io.blackstart.definition;

import io.blackstart.topology.Balancer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A section of an HAProxy configuration as a backend, with the manual's defaults where it says nothing. */
final class HaproxyBackend {

    /** Such as {@code 500ms}; without a unit, milliseconds. Source: the manual's 2.5 (time format). */
    private static final Pattern TIME = Pattern.compile("(\\d{1,12})(us|ms|s|m|h|d)?");

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "us", ChronoUnit.MICROS,
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private static final Pattern ADDRESS = Pattern.compile("(?:ipv4@|ipv6@)?([^:@]+)(?::([-+]?\\d+))?");

    /** They send checks elsewhere, take their result from elsewhere, or keep requests away. */
    private static final List<String> UNREAD =
            List.of("addr", "agent-check", "backup", "check-via-socks4", "disabled", "server-template", "track");

    private static final Set<String> RESENDS = Set.of("all-retryable-errors", "response-timeout");

    private final HaproxySection section;

    HaproxyBackend(HaproxySection section) {
        this.section = section;
    }

    /** @throws IllegalArgumentException where a time or a number is none */
    Balancer.Backend read() {
        return new Balancer.Backend(
                section.name(),
                retries(),
                time("timeout connect"),
                time("timeout server"),
                section.servers().stream().map(this::server).toList());
    }

    private Optional<Duration> time(String key) {
        return Optional.ofNullable(section.says().get(key))
                .map(HaproxyBackend::duration)
                .filter(time -> !time.isZero());
    }

    static Duration duration(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time");
        }
        return Duration.of(Long.parseLong(time.group(1)), UNITS.get(time.group(2) == null ? "ms" : time.group(2)));
    }

    /** {@code retry-on} counts in HTTP mode only. */
    private Balancer.Retries retries() {
        Map<String, String> says = section.says();
        boolean http = says.getOrDefault("mode", "tcp").equals("http");
        String on = http ? says.getOrDefault("retry-on", "conn-failure") : "conn-failure";
        List<String> kinds = List.of(on.split(" ", -1));
        return new Balancer.Retries(
                Integer.parseInt(says.getOrDefault("retries", "3")),
                kinds.contains("conn-failure") || kinds.contains("all-retryable-errors"),
                kinds.stream().anyMatch(RESENDS::contains),
                says.containsKey("option redispatch")
                        && !says.get("option redispatch").equals("0"));
    }

    private Balancer.Server server(HaproxySection.Listed listed) {
        Map<String, String> says = listed.says();
        Matcher address = ADDRESS.matcher(listed.address());
        boolean read = address.matches();
        Optional<Balancer.Check> check = says.containsKey("check") ? Optional.of(check(says)) : Optional.empty();
        return new Balancer.Server(
                listed.name(),
                read ? address.group(1) : listed.address(),
                check,
                check.flatMap(checked -> observed(says)),
                unread(says, read ? Optional.ofNullable(address.group(2)) : Optional.empty()));
    }

    private Balancer.Check check(Map<String, String> says) {
        Duration inter = duration(says.getOrDefault("inter", "2s"));
        return new Balancer.Check(
                answered(says),
                inter,
                Optional.ofNullable(says.get("fastinter"))
                        .map(HaproxyBackend::duration)
                        .orElse(inter),
                Optional.ofNullable(says.get("downinter"))
                        .map(HaproxyBackend::duration)
                        .orElse(inter),
                Integer.parseInt(says.getOrDefault("fall", "3")),
                Integer.parseInt(says.getOrDefault("rise", "2")),
                time("timeout check"));
    }

    /** A TLS handshake needs an answer as well. */
    private boolean answered(Map<String, String> server) {
        String kind = section.says().getOrDefault("check", "");
        boolean rules = !kind.equals("tcp-check") || section.says().containsKey("tcp-check expect");
        return (!kind.isEmpty() && rules) || server.containsKey("ssl") || server.containsKey("check-ssl");
    }

    private static Optional<Balancer.Observed> observed(Map<String, String> says) {
        return Optional.ofNullable(says.get("observe"))
                .map(layer -> new Balancer.Observed(
                        layer.equals("layer7"),
                        Integer.parseInt(says.getOrDefault("error-limit", "10")),
                        !says.getOrDefault("on-error", "fail-check").equals("fastinter")));
    }

    private List<String> unread(Map<String, String> says, Optional<String> port) {
        List<String> unread =
                new ArrayList<>(UNREAD.stream().filter(says::containsKey).toList());
        if (says.containsKey("port") && !port.equals(Optional.of(says.get("port")))) {
            unread.add("port");
        }
        if (says.getOrDefault("weight", "1").equals("0")) {
            unread.add("weight 0");
        }
        if (section.says().getOrDefault("check", "").equals("external-check")) {
            unread.add("option external-check");
        }
        Stream.of("tcp-check connect", "http-check connect")
                .filter(section.says()::containsKey)
                .forEach(unread::add);
        return List.copyOf(unread);
    }
}
