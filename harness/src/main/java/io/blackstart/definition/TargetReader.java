package io.blackstart.definition;

import io.blackstart.fault.Fault;
import io.blackstart.fault.Target;
import io.blackstart.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a fault is aimed at. */
final class TargetReader {

    private static final List<String> FORMS = List.of("any", "share", "count", "zone", "role", "link", "from");

    private final Problems problems;
    private final Topology topology;

    TargetReader(Problems problems, Topology topology) {
        this.problems = problems;
        this.topology = topology;
    }

    Optional<Target> read(Value value, Fault.Scope scope) {
        Optional<Target> target = value instanceof Value.Items items ? all(items, scope) : one(value, scope);
        target.filter(found -> isLink(found) != (scope == Fault.Scope.LINK))
                .ifPresent(found -> problems.add(
                        value.place(),
                        isLink(found) ? "a link for a fault on nodes" : "nodes for a fault on a link",
                        isLink(found)
                                ? "expected a node, a service or a zone"
                                : "expected { link: NAME } or { from: …, to: …, port: … }"));
        return target.filter(found -> isLink(found) == (scope == Fault.Scope.LINK));
    }

    private static boolean isLink(Target target) {
        return target instanceof Target.NamedLink || target instanceof Target.LinkBetween;
    }

    private Optional<Target> all(Value.Items items, Fault.Scope scope) {
        if (scope == Fault.Scope.LINK) {
            problems.notYet(items.place(), "a list of links");
            return Optional.empty();
        }
        List<Target> targets = new ArrayList<>();
        items.items().forEach(item -> read(item, scope).ifPresent(targets::add));
        if (items.items().isEmpty()) {
            problems.add(items.place(), "an empty list of targets", "expected at least one");
        }
        return targets.isEmpty() ? Optional.empty() : Optional.of(new Target.AllOf(List.copyOf(targets)));
    }

    private Optional<Target> one(Value value, Fault.Scope scope) {
        if (value instanceof Value.Scalar scalar) {
            return named(scalar).map(Target.Named::new);
        }
        Fields fields = Fields.of(value, problems, "a target");
        Optional<Target> target = form(fields, value);
        Optional<Value> except = scope == Fault.Scope.LINK ? Optional.empty() : fields.take("except");
        fields.end();
        if (except.isEmpty() || target.isEmpty()) {
            return target;
        }
        return read(except.get(), scope).map(without -> new Target.Except(target.get(), without));
    }

    private Optional<Target> form(Fields fields, Value value) {
        if (fields.has("any")) {
            return fields.take("any").flatMap(this::service).map(Target.AnyOf::new);
        }
        if (fields.has("share")) {
            Optional<Double> share = fields.take("share", Scalars::share);
            return of(fields).flatMap(service -> share.map(part -> new Target.ShareOf(part, service)));
        }
        if (fields.has("count")) {
            Optional<Long> count = fields.take("count", Scalars::integer);
            return of(fields).flatMap(service -> count.flatMap(many -> counted(fields, many, service)));
        }
        if (fields.has("zone")) {
            return fields.take("zone").flatMap(this::zone);
        }
        if (fields.has("role")) {
            return fields.take("role").flatMap(this::role);
        }
        if (fields.has("link")) {
            return fields.take("link").flatMap(this::link);
        }
        if (fields.has("from")) {
            fields.take("to");
            fields.take("port");
            return new ExtensionReader(problems, topology).link(value).map(Target.LinkBetween::new);
        }
        problems.add(fields.place(), "a target without a form", "expected one of " + String.join(", ", FORMS));
        return Optional.empty();
    }

    private Optional<Target> counted(Fields fields, long count, String service) {
        int there = topology.nodesOf(service).size();
        if (count >= 1 && count <= there) {
            return Optional.of(new Target.CountOf((int) count, service));
        }
        problems.add(fields.placeOf("count"), count + " of '" + service + "'", "expected 1 to " + there);
        return Optional.empty();
    }

    private Optional<String> of(Fields fields) {
        return fields.need("of", "the service").flatMap(this::service);
    }

    private Optional<String> service(Value value) {
        return Scalars.text(value, problems).filter(name -> {
            boolean known = topology.service(name).isPresent();
            if (!known) {
                problems.unknown(
                        value.place(),
                        "the service",
                        name,
                        topology.services().stream()
                                .map(service -> service.name())
                                .toList());
            }
            return known;
        });
    }

    private Optional<String> named(Value.Scalar scalar) {
        return Scalars.text(scalar, problems).filter(name -> {
            boolean known =
                    topology.service(name).isPresent() || topology.node(name).isPresent();
            if (!known) {
                problems.unknown(scalar.place(), "the service or node", name, ExtensionReader.valid(topology));
            }
            return known;
        });
    }

    private Optional<Target> zone(Value value) {
        return Scalars.text(value, problems)
                .filter(name -> known(value, "the zone", name, topology.zones().keySet()))
                .map(Target.Zone::new);
    }

    private Optional<Target> role(Value value) {
        return Scalars.text(value, problems)
                .filter(name -> known(value, "the role", name, topology.roles().keySet()))
                .map(Target.Role::new);
    }

    private Optional<Target> link(Value value) {
        return Scalars.text(value, problems)
                .filter(name -> known(value, "the link", name, topology.links().keySet()))
                .map(Target.NamedLink::new);
    }

    private boolean known(Value value, String what, String name, Set<String> valid) {
        if (!valid.contains(name)) {
            problems.unknown(value.place(), what, name, valid);
        }
        return valid.contains(name);
    }
}
