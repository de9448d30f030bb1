package io.blackstart.definition;

import io.blackstart.topology.Alerts;
import io.blackstart.topology.Entry;
import io.blackstart.topology.Ledger;
import io.blackstart.topology.Link;
import io.blackstart.topology.Marker;
import io.blackstart.topology.Node;
import io.blackstart.topology.Role;
import io.blackstart.topology.Service;
import io.blackstart.topology.StatusPage;
import io.blackstart.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** {@code x-blackstart}: what Compose cannot say. */
final class ExtensionReader {

    private static final Pattern WRITE = Pattern.compile("(PUT|POST|PATCH)\\s+(/\\S*)");

    /** A field name is a token. Source: RFC 9110, 5.1 and 5.6.2. */
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final Problems problems;
    private final Topology topology;

    ExtensionReader(Problems problems, Topology topology) {
        this.problems = problems;
        this.topology = topology;
    }

    Topology read(Value value) {
        Fields fields = Fields.of(value, problems, "x-blackstart");
        Optional<Entry> entry = fields.take("entry").flatMap(this::entry);
        Map<String, List<String>> zones = new LinkedHashMap<>();
        fields.entries("zones", "zones by name").forEach((name, zone) -> zones.put(name, names(zone.value())));
        Map<String, Link> links = new LinkedHashMap<>();
        fields.entries("links", "links by name")
                .forEach((name, link) -> link(link.value()).ifPresent(read -> links.put(name, read)));
        Map<String, Role> roles = new LinkedHashMap<>();
        fields.entries("roles", "roles by name")
                .forEach((name, role) -> role(role.value()).ifPresent(read -> roles.put(name, read)));
        Map<String, Marker> markers = new LinkedHashMap<>();
        fields.entries("markers", "markers by name")
                .forEach((name, marker) -> marker(marker.value()).ifPresent(read -> markers.put(name, read)));
        Optional<Alerts> alerts = fields.take("alerts").flatMap(this::alerts);
        Optional<StatusPage> balancer = fields.take("balancer").flatMap(this::balancer);
        List<String> clock = new ArrayList<>();
        fields.list("clock").forEach(item -> service(item).ifPresent(clock::add));
        Optional<Ledger> ledger = fields.take("ledger").flatMap(this::ledger);
        String servedBy = fields.take("servedBy").flatMap(this::header).orElse(topology.servedBy());
        fields.take(Overlays.OVER);
        fields.notYet("scaling");
        fields.end();
        return new Topology(
                topology.name(),
                topology.services(),
                topology.networks(),
                topology.volumes(),
                entry,
                zones,
                links,
                roles,
                markers,
                alerts,
                balancer,
                clock,
                ledger,
                servedBy,
                topology.balancers(),
                topology.notes());
    }

    private Optional<Entry> entry(Value value) {
        Fields fields = Fields.of(value, problems, "an entry");
        Optional<String> service =
                fields.need("service", "the service that takes requests").flatMap(name -> name(name));
        Optional<Integer> port = fields.need("port", "its port").flatMap(one -> Scalars.port(one, problems));
        Optional<Integer> publish = fields.take("publish", Scalars::port);
        fields.end();
        return service.isPresent() && port.isPresent()
                ? Optional.of(new Entry(
                        service.get(), port.get(), publish.map(OptionalInt::of).orElse(OptionalInt.empty())))
                : Optional.empty();
    }

    /** Names of services and nodes. */
    static Set<String> valid(Topology topology) {
        Set<String> names = new TreeSet<>();
        topology.services().stream().map(Service::name).forEach(names::add);
        topology.nodes().stream().map(Node::name).forEach(names::add);
        return names;
    }

    private Optional<String> name(Value value) {
        return Scalars.text(value, problems).filter(text -> {
            boolean known = !topology.nodesOf(text).isEmpty();
            if (!known && topology.service(text).isPresent()) {
                problems.add(value.place(), "the service '" + text + "' has no nodes", "expected one with replicas");
            } else if (!known) {
                problems.unknown(value.place(), "the service or node", text, valid(topology));
            }
            return known;
        });
    }

    private List<String> names(Value value) {
        List<String> names = new ArrayList<>();
        Fields.items(value).forEach(item -> name(item).ifPresent(names::add));
        if (Fields.items(value).isEmpty()) {
            problems.add(value.place(), "an empty list", "expected at least one service or node");
        }
        return List.copyOf(names);
    }

    private Optional<String> service(Value value) {
        return Scalars.text(value, problems).filter(text -> {
            boolean known = topology.service(text).isPresent();
            if (!known) {
                problems.unknown(
                        value.place(),
                        "the service",
                        text,
                        topology.services().stream().map(Service::name).toList());
            }
            return known;
        });
    }

    private Optional<Role> role(Value value) {
        Fields fields = Fields.of(value, problems, "a role");
        List<String> of = fields.need("of", "who may hold it").map(this::names).orElse(List.of());
        Optional<List<String>> exec =
                fields.need("exec", "how each of them is asked").flatMap(one -> Scalars.words(one, problems));
        Optional<String> is = fields.need("is", "what the holder prints").flatMap(one -> Scalars.text(one, problems));
        fields.end();
        return of.isEmpty() || exec.isEmpty()
                ? Optional.empty()
                : is.map(text -> new Role(of, exec.get(), text.strip()));
    }

    private Optional<Marker> marker(Value value) {
        Fields fields = Fields.of(value, problems, "a marker");
        List<String> from =
                fields.need("from", "whose log it is in").map(this::names).orElse(List.of());
        Optional<String> line = fields.need("line", "a regular expression that is found in the line")
                .flatMap(this::expression);
        fields.end();
        return from.isEmpty() ? Optional.empty() : line.map(text -> new Marker(from, text));
    }

    private Optional<Alerts> alerts(Value value) {
        Fields fields = Fields.of(value, problems, "alerts");
        List<String> from = fields.need("from", "the Alertmanager's service")
                .map(this::names)
                .orElse(List.of());
        Optional<Integer> port =
                fields.need("port", "its port, such as 9093").flatMap(one -> Scalars.port(one, problems));
        String path = fields.take("path", Scalars::path).orElse("");
        Optional<String> receiver = fields.take("receiver", Scalars::text);
        fields.end();
        return from.isEmpty() ? Optional.empty() : port.map(at -> new Alerts(from, at, path, receiver));
    }

    private Optional<StatusPage> balancer(Value value) {
        Fields fields = Fields.of(value, problems, "a balancer's status");
        List<String> from =
                fields.need("from", "the balancer's service").map(this::names).orElse(List.of());
        Optional<Integer> port = fields.need("port", "the port of its statistics, such as 8404")
                .flatMap(one -> Scalars.port(one, problems));
        Optional<String> path = fields.need("get", "the path of its statistics as a table, such as \"/stats;csv\"")
                .flatMap(one -> Scalars.path(one, problems));
        fields.end();
        return from.isEmpty() || path.isEmpty()
                ? Optional.empty()
                : port.map(at -> new StatusPage(from, at, path.get()));
    }

    private Optional<String> header(Value value) {
        return Scalars.text(value, problems).filter(name -> {
            boolean fine = HEADER.matcher(name).matches();
            if (!fine) {
                problems.add(value.place(), "'" + name + "' is no header's name", "expected one such as X-Served-By");
            }
            return fine;
        });
    }

    private Optional<String> expression(Value value) {
        return Scalars.text(value, problems).filter(text -> {
            try {
                Pattern.compile(text);
                return true;
            } catch (PatternSyntaxException e) {
                problems.add(
                        value.place(),
                        "'" + text + "' is no regular expression: " + e.getDescription(),
                        "expected one as java.util.regex has it");
                return false;
            }
        });
    }

    /** {@code { from, to, port }}. */
    Optional<Link> link(Value value) {
        int before = problems.count();
        Fields fields = Fields.of(value, problems, "a link");
        Optional<List<String>> from = fields.need("from", "who calls").map(this::names);
        Optional<List<String>> to = fields.need("to", "who is called").map(this::names);
        Optional<Integer> port =
                fields.need("port", "the port that is called").flatMap(one -> Scalars.port(one, problems));
        fields.end();
        if (problems.count() == before) {
            from.ifPresent(callers -> to.ifPresent(callees -> twoNodes(callers, callees, fields.placeOf("to"))));
        }
        return from.isPresent() && to.isPresent() && port.isPresent()
                ? Optional.of(new Link(from.get(), to.get(), port.get()))
                : Optional.empty();
    }

    /** What a node says to itself goes over no link. */
    private void twoNodes(List<String> from, List<String> to, Place place) {
        Set<String> nodes = new TreeSet<>();
        Stream.of(from, to)
                .flatMap(List::stream)
                .flatMap(name -> topology.nodesOf(name).stream())
                .forEach(node -> nodes.add(node.name()));
        if (nodes.size() == 1) {
            problems.add(
                    place,
                    "a link from '" + nodes.iterator().next() + "' to itself",
                    "expected at least two different nodes");
        }
    }

    private Optional<Ledger> ledger(Value value) {
        Fields fields = Fields.of(value, problems, "a ledger");
        Optional<Matcher> write =
                fields.need("write", "how to write, such as PUT /ledger/{id}").flatMap(this::write);
        Optional<Value> read = fields.need("read", "how to read back");
        fields.end();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Fields how = Fields.of(read.get(), problems, "how to read back");
        List<String> from =
                how.need("from", "who holds the ledger").map(this::names).orElse(List.of());
        Optional<Ledger.Read> reading = reading(how);
        how.end();
        return write.isPresent() && reading.isPresent()
                ? Optional.of(new Ledger(write.get().group(1), write.get().group(2), from, reading.get()))
                : Optional.empty();
    }

    private Optional<Matcher> write(Value value) {
        String text = Scalars.text(value, problems).orElse("");
        Matcher matched = WRITE.matcher(text);
        if (matched.matches() && text.contains("{id}")) {
            return Optional.of(matched);
        }
        problems.add(value.place(), "found " + value.kind(), "expected PUT, POST or PATCH and a path with {id}");
        return Optional.empty();
    }

    private Optional<Ledger.Read> reading(Fields how) {
        if (how.has("exec")) {
            return how.need("exec", "a command and its arguments")
                    .flatMap(one -> Scalars.words(one, problems))
                    .map(Ledger.ByCommand::new);
        }
        Optional<Integer> port = how.need("port", "a port, or 'exec'").flatMap(one -> Scalars.port(one, problems));
        Optional<String> path = how.need("get", "a path").flatMap(one -> Scalars.text(one, problems));
        return port.isPresent() && path.isPresent()
                ? Optional.of(new Ledger.ByHttp(port.get(), path.get()))
                : Optional.empty();
    }
}
