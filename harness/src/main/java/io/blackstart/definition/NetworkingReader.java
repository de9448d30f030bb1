package io.blackstart.definition;

import io.blackstart.topology.Networking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names, addresses and ports of a service. */
final class NetworkingReader {

    static final String DEFAULT = "default";

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
                dns(service),
                extraHosts(service),
                sysctls(service),
                new PortsReader(context).read(service),
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
        fields.endWithExtensions();
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

    private List<String> dns(Fields service) {
        for (Value value : service.list("dns")) {
            if (value instanceof Value.Scalar scalar && !Addresses.isAddress(scalar.text())) {
                problems.add(value.place(), "found " + value.kind(), "expected the address of a name server");
            }
        }
        return service.texts("dns");
    }

    /** Each name with all of its addresses. */
    private Map<String, List<String>> extraHosts(Fields service) {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        service.entries("extra_hosts", "NAME: address").forEach((name, entry) -> {
            if (name.isBlank()) {
                problems.add(entry.key(), "an address without a name", "expected NAME:address");
            }
            List<String> addresses = new ArrayList<>();
            Fields.items(entry.value()).forEach(value -> address(value).ifPresent(addresses::add));
            hosts.put(name, List.copyOf(addresses));
        });
        return hosts;
    }

    private Optional<String> address(Value value) {
        if (value.isNull()) {
            problems.add(value.place(), "a name without an address", "expected NAME:address");
            return Optional.empty();
        }
        return Scalars.text(value, problems).map(Addresses::bare).filter(text -> {
            boolean fine = text.equals("host-gateway") || Addresses.isAddress(text);
            if (!fine) {
                problems.add(value.place(), "the address '" + text + "'", "expected IPv4, IPv6 or host-gateway");
            }
            return fine;
        });
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
