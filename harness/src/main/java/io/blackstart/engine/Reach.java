package io.blackstart.engine;

import io.blackstart.fault.Target;
import io.blackstart.topology.Node;
import io.blackstart.topology.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which nodes a target may stand for, whatever is drawn and whoever holds a role. */
public final class Reach {

    private final Topology topology;

    public Reach(Topology topology) {
        this.topology = topology;
    }

    /** Every node that it may hit; none for a link. */
    public Set<String> nodes(Target target) {
        Set<String> nodes = new LinkedHashSet<>();
        names(target)
                .forEach(name -> topology.nodesOf(name).stream().map(Node::name).forEach(nodes::add));
        if (target instanceof Target.AllOf all) {
            all.targets().forEach(one -> nodes.addAll(nodes(one)));
        }
        if (target instanceof Target.Except except) {
            nodes.addAll(nodes(except.all()));
            if (fixed(except.without())) {
                nodes.removeAll(nodes(except.without()));
            }
        }
        return nodes;
    }

    /** The nodes that a name in a partition's group stands for: a node's, a service's or a zone's. */
    public Set<String> members(String name) {
        return nodes(topology.zones().containsKey(name) ? new Target.Zone(name) : new Target.Named(name));
    }

    /** The roles whose holders have to be known before it is known what a target stands for. */
    public static Set<String> roles(Target target) {
        Set<String> roles = new LinkedHashSet<>();
        if (target instanceof Target.Role role) {
            roles.add(role.role());
        } else if (target instanceof Target.AllOf all) {
            all.targets().forEach(one -> roles.addAll(roles(one)));
        } else if (target instanceof Target.Except except) {
            roles.addAll(roles(except.all()));
            roles.addAll(roles(except.without()));
        }
        return roles;
    }

    /** Whether it stands for the same nodes whatever is drawn and whoever holds a role. */
    private boolean fixed(Target target) {
        return roles(target).isEmpty() && most(target) == nodes(target).size();
    }

    /** How many of them it hits at once, at most. */
    public int most(Target target) {
        if (target instanceof Target.AnyOf) {
            return 1;
        }
        if (target instanceof Target.CountOf count) {
            return count.count();
        }
        if (target instanceof Target.ShareOf share) {
            return (int) Math.max(1, Math.ceil(nodes(target).size() * share.share()));
        }
        if (target instanceof Target.AllOf all) {
            int sum = all.targets().stream().mapToInt(this::most).sum();
            return Math.min(sum, nodes(target).size());
        }
        return target instanceof Target.Except except
                ? Math.min(most(except.all()), nodes(target).size())
                : nodes(target).size();
    }

    private List<String> names(Target target) {
        if (target instanceof Target.Named named) {
            return List.of(named.name());
        }
        if (target instanceof Target.AnyOf any) {
            return List.of(any.service());
        }
        if (target instanceof Target.CountOf count) {
            return List.of(count.service());
        }
        if (target instanceof Target.ShareOf share) {
            return List.of(share.service());
        }
        if (target instanceof Target.Zone zone) {
            return topology.zones().getOrDefault(zone.zone(), List.of());
        }
        return target instanceof Target.Role role
                ? topology.roles().get(role.role()).of()
                : List.of();
    }
}
