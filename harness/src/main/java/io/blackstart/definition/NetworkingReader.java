package io.blackstart.definition;

import io.blackstart.topology.Networking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names, addresses and ports of a service. */
final class NetworkingReader {

    static final String DEFAULT = "default";
    private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp|sctp))?");

    private final ComposeContext context;
    private final Problems problems;
    private final Set<String> networks;

    NetworkingReader(ComposeContext context, Set<String> networks) {
        this.context = context;
        this.problems = context.problems();
        this.networks = networks;
    }

    Networking read(Fields service) {
        Optional<String> mode = service.take("network_mode", Scalars::text);
        mode.filter(found -> !List.of("none", "bridge").contains(found))
                .ifPresent(found -> problems.add(
                        service.placeOf("network_mode"),
                        "network_mode '" + found + "' is refused: a node has a network of its own",
                        "expected bridge or none, or leave it out"));
        boolean none = mode.filter("none"::equals).isPresent();
        return new Networking(
                none ? List.of() : attachments(service),
                none,
                service.take("hostname", Scalars::text),
                service.take("domainname", Scalars::text),
                service.texts("dns"),
                texts(service, "extra_hosts", "NAME: address"),
                sysctls(service),
                expose(service),
                links(service),
                service.take("container_name", Scalars::text));
    }

    private List<Networking.Attachment> attachments(Fields service) {
        List<Networking.Attachment> attachments = new ArrayList<>();
        service.entries("networks", "a list of networks").forEach((name, entry) -> {
            if (networks.contains(name) || DEFAULT.equals(name)) {
                attachments.add(new Networking.Attachment(name, aliases(entry.value())));
            } else {
                problems.unknown(entry.key(), "the network", name, networks);
            }
        });
        return attachments.isEmpty()
                ? List.of(new Networking.Attachment(DEFAULT, List.of()))
                : List.copyOf(attachments);
    }

    private List<String> aliases(Value value) {
        if (value.isNull()) {
            return List.of();
        }
        Fields fields = Fields.of(value, problems, "a service's network");
        List<String> aliases = fields.texts("aliases");
        context.noted(
                fields,
                "networks.",
                "ipv4_address",
                "ipv6_address",
                "link_local_ips",
                "mac_address",
                "priority",
                "gw_priority");
        fields.end();
        return aliases;
    }

    private Map<String, String> texts(Fields service, String key, String expected) {
        Map<String, String> texts = new LinkedHashMap<>();
        service.entries(key, expected).forEach((name, entry) -> Scalars.text(entry.value(), problems)
                .ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    private Map<String, String> sysctls(Fields service) {
        service.entries("sysctls", "NAME: value").forEach((name, entry) -> {
            if (!name.startsWith("net.")) {
                problems.add(
                        entry.key(),
                        "the sysctl '" + name + "' is refused: only net.* belong to a node",
                        "leave it out");
            }
        });
        return texts(service, "sysctls", "NAME: value");
    }

    private List<Integer> expose(Fields service) {
        Set<Integer> ports = new TreeSet<>();
        service.list("expose").forEach(value -> Scalars.text(value, problems)
                .ifPresent(text -> container(value.place(), text, ports)));
        service.list("ports").forEach(value -> port(value, ports));
        return List.copyOf(ports);
    }

    private void port(Value value, Set<Integer> ports) {
        if (!(value instanceof Value.Mapping)) {
            Scalars.text(value, problems).ifPresent(text -> {
                container(value.place(), text, ports);
                if (text.contains(":")) {
                    onlyTheEntry(value.place());
                }
            });
            return;
        }
        Fields fields = Fields.of(value, problems, "a port");
        boolean tcp = fields.take("protocol", Scalars::text).orElse("tcp").equals("tcp");
        fields.need("target", "the container's port")
                .flatMap(target -> Scalars.port(target, problems))
                .filter(port -> tcp)
                .ifPresent(ports::add);
        if (fields.has("published")) {
            onlyTheEntry(fields.placeOf("published"));
        }
        fields.ignored("mode", "host_ip", "name", "app_protocol");
        fields.end();
    }

    private void onlyTheEntry(Place place) {
        context.note(
                place + ": the host's side of ports has no effect here; only the entry is published, on 127.0.0.1");
    }

    private void container(Place place, String text, Set<Integer> ports) {
        Matcher matched = PORT.matcher(text);
        int from = matched.matches() ? Integer.parseInt(matched.group(1)) : 0;
        int to = from == 0 || matched.group(2) == null ? from : Integer.parseInt(matched.group(2));
        if (from < 1 || to > 65_535 || to < from) {
            problems.add(place, "'" + text + "'", "expected a port such as 8080, 80:8080 or 80:8080/tcp");
            return;
        }
        if (matched.group(3) == null || matched.group(3).equals("tcp")) {
            for (int port = from; port <= to; port++) {
                ports.add(port);
            }
        }
    }

    /** {@code SERVICE} or {@code SERVICE:ALIAS}, as alias to service. */
    private Map<String, String> links(Fields service) {
        Map<String, String> links = new LinkedHashMap<>();
        for (String text : service.texts("links")) {
            String[] parts = text.split(":", 2);
            links.put(parts[parts.length - 1], parts[0]);
        }
        return links;
    }
}
