package io.blackstart.definition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports of a service: those of its nodes count; the host's side is checked and noted, because only the entry is published. */
final class PortsReader {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final Pattern SHORT = Pattern.compile(
            "(?:(?:(?<ip>\\[[^\\]]*\\]|[^:]*):)?(?<host>[^:]*):)?(?<node>[^:/]+)(?:/(?<protocol>[^/]*))?");
    private static final int MOST = 65_535;
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "sctp");
    private static final List<String> MODES = List.of("host", "ingress");
    private static final String EXPECTED = "expected a port such as 8080, 80:8080 or 80:8080/tcp";

    private final ComposeContext context;
    private final Problems problems;

    PortsReader(ComposeContext context) {
        this.context = context;
        this.problems = context.problems();
    }

    /** From one to another, both included. */
    private record Range(int from, int to) {
        int length() {
            return to - from + 1;
        }
    }

    /** The TCP ports of the service's nodes. */
    List<Integer> read(Fields service) {
        Set<Integer> ports = new TreeSet<>();
        service.list("expose").forEach(value -> exposed(value, ports));
        service.list("ports").forEach(value -> {
            if (value instanceof Value.Mapping) {
                longForm(value, ports);
            } else {
                Scalars.text(value, problems).ifPresent(text -> shortForm(value.place(), text, ports));
            }
        });
        return List.copyOf(ports);
    }

    private void exposed(Value value, Set<Integer> ports) {
        Scalars.text(value, problems).ifPresent(text -> {
            if (text.contains(":")) {
                problems.add(value.place(), "'" + text + "'", "expected a port of the node alone, such as 8080");
            } else {
                shortForm(value.place(), text, ports);
            }
        });
    }

    private void shortForm(Place place, String text, Set<Integer> ports) {
        Matcher parts = SHORT.matcher(text);
        Optional<Range> node = parts.matches() ? range(parts.group("node"), 1) : Optional.empty();
        if (node.isEmpty() || !hostsSide(parts.group("ip"), parts.group("host"), node.get())) {
            problems.add(place, "'" + text + "'", EXPECTED);
            return;
        }
        if (parts.group("host") != null) {
            onlyTheEntry(place);
        }
        add(protocol(place, parts.group("protocol")), node.get(), ports);
    }

    private static boolean hostsSide(String ip, String host, Range node) {
        boolean address = ip == null || ip.isEmpty() || Addresses.isAddress(ip);
        if (host == null || host.isEmpty()) {
            return address;
        }
        Optional<Range> range = range(host, 0);
        return address
                && range.isPresent()
                && (node.length() == 1 || range.get().length() == node.length());
    }

    private static Optional<Range> range(String text, int least) {
        Matcher matched = RANGE.matcher(text);
        if (!matched.matches()) {
            return Optional.empty();
        }
        int from = Integer.parseInt(matched.group(1));
        int to = matched.group(2) == null ? from : Integer.parseInt(matched.group(2));
        return from >= least && to <= MOST && from <= to ? Optional.of(new Range(from, to)) : Optional.empty();
    }

    private String protocol(Place place, String text) {
        if (text != null && !PROTOCOLS.contains(text)) {
            problems.unknown(place, "the protocol", text, PROTOCOLS);
        }
        return text == null ? "tcp" : text;
    }

    private static void add(String protocol, Range range, Set<Integer> ports) {
        for (int port = range.from(); protocol.equals("tcp") && port <= range.to(); port++) {
            ports.add(port);
        }
    }

    private void longForm(Value value, Set<Integer> ports) {
        Fields fields = Fields.of(value, problems, "a port");
        String protocol = protocol(
                fields.placeOf("protocol"),
                fields.take("protocol", Scalars::text).orElse(null));
        fields.need("target", "the container's port")
                .flatMap(target -> Scalars.port(target, problems))
                .ifPresent(port -> add(protocol, new Range(port, port), ports));
        fields.take("published", Scalars::text)
                .filter(text -> range(text, 0).isEmpty())
                .ifPresent(text -> problems.add(
                        fields.placeOf("published"), "'" + text + "'", "expected a port or a range such as 8000-8010"));
        fields.take("mode", Scalars::text)
                .filter(mode -> !MODES.contains(mode))
                .ifPresent(mode -> problems.unknown(fields.placeOf("mode"), "the mode", mode, MODES));
        fields.take("host_ip", Scalars::text)
                .filter(ip -> !Addresses.isAddress(ip))
                .ifPresent(ip -> problems.add(fields.placeOf("host_ip"), "'" + ip + "'", "expected an address"));
        if (fields.has("published")) {
            onlyTheEntry(fields.placeOf("published"));
        }
        context.noted(fields, "ports.", "mode", "host_ip", "name", "app_protocol");
        fields.endWithExtensions();
    }

    private void onlyTheEntry(Place place) {
        context.note(
                place + ": the host's side of ports has no effect here; only the entry is published, on 127.0.0.1");
    }
}
