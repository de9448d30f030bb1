package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Fault;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.Partition;
import io.blackstart.fault.Target;
import io.blackstart.topology.Link;
import io.blackstart.topology.Node;
import io.blackstart.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Finds the nodes or the link that a target stands for. Choices are drawn from the seed, one stream a step, so that adding
 * a step does not change what the steps before it hit. A fault of a process is never drawn for a node that another one may be
 * on at the same time: there is one process, and it is dead or not.
 */
public final class TargetResolver {

    private final Topology topology;
    private final long seed;

    public TargetResolver(Topology topology, long seed) {
        this.topology = topology;
        this.seed = seed;
    }

    /**
     * All steps of the method with their targets; those aimed at a role with every node that may hold it.
     *
     * @throws IllegalArgumentException where a target stands for nothing, which is never a pass
     */
    public List<Platform.Targeted> resolveAll(Experiment experiment) {
        List<Step> method = experiment.method();
        Map<Integer, Platform.Targeted> resolved = new HashMap<>();
        for (boolean drawn : new boolean[] {false, true}) {
            for (int i = 0; i < method.size(); i++) {
                if (drawn(method.get(i).target()) == drawn) {
                    Step step = method.get(i);
                    resolved.put(i, resolve(step, i, taken(step, resolved.values())));
                }
            }
        }
        List<Platform.Targeted> inOrder = new ArrayList<>();
        for (int i = 0; i < method.size(); i++) {
            inOrder.add(resolved.get(i));
        }
        return List.copyOf(inOrder);
    }

    private static boolean drawn(Target target) {
        if (target instanceof Target.AllOf all) {
            return all.targets().stream().anyMatch(TargetResolver::drawn);
        }
        if (target instanceof Target.Except except) {
            return drawn(except.all()) || drawn(except.without());
        }
        return target instanceof Target.AnyOf || target instanceof Target.CountOf || target instanceof Target.ShareOf;
    }

    /** Nodes that another fault of the process may be on at the same time. */
    private static Set<String> taken(Step step, Iterable<Platform.Targeted> others) {
        Set<String> taken = new LinkedHashSet<>();
        if (step.fault() instanceof OnProcess) {
            for (Platform.Targeted other : others) {
                if (other.step().fault() instanceof OnProcess && Overlap.possible(step, other.step())) {
                    taken.addAll(other.target().nodes());
                }
            }
        }
        return taken;
    }

    private Platform.Targeted resolve(Step step, int index, Set<String> taken) {
        if (step.fault().scope() == Fault.Scope.LINK) {
            return new Platform.Targeted(step, link(step));
        }
        if (step.fault() instanceof Partition partition) {
            return groups(step, partition);
        }
        SplittableRandom random = new SplittableRandom(seed * 31 + index);
        List<String> nodes = List.copyOf(nodes(step.target(), random, taken));
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("step " + step.id() + ": the target stands for no node"
                    + (taken.isEmpty() ? "" : " that no other fault of its process may be on"));
        }
        return new Platform.Targeted(step, new ResolvedTarget(nodes, Optional.empty(), nodes));
    }

    /** The groups as nodes, in the fault itself. */
    private Platform.Targeted groups(Step step, Partition partition) {
        List<List<String>> groups = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>();
        for (List<String> group : partition.groups()) {
            Set<String> nodes = new LinkedHashSet<>();
            group.forEach(name -> nodes.addAll(topology.zones().containsKey(name) ? inZone(name) : nodeNames(name)));
            groups.add(List.copyOf(nodes));
            all.addAll(nodes);
        }
        String label = String.join(
                " | ", groups.stream().map(group -> String.join(", ", group)).toList());
        ResolvedTarget target = new ResolvedTarget(List.copyOf(all), Optional.empty(), List.of(label));
        return new Platform.Targeted(step.with(new Partition(groups, partition.direction())), target);
    }

    private Set<String> nodes(Target target, SplittableRandom random, Set<String> taken) {
        if (target instanceof Target.Named named) {
            return nodeNames(named.name());
        }
        if (target instanceof Target.AnyOf any) {
            return choose(any.service(), 1, random, taken);
        }
        if (target instanceof Target.CountOf count) {
            return choose(count.service(), count.count(), random, taken);
        }
        if (target instanceof Target.ShareOf share) {
            int all = topology.nodesOf(share.service()).size();
            return choose(share.service(), (int) Math.max(1, Math.ceil(all * share.share())), random, taken);
        }
        if (target instanceof Target.Zone zone) {
            return inZone(zone.zone());
        }
        if (target instanceof Target.Role role) {
            return candidates(role.role());
        }
        if (target instanceof Target.AllOf all) {
            Set<String> union = new LinkedHashSet<>();
            all.targets().forEach(one -> union.addAll(nodes(one, random, taken)));
            return union;
        }
        if (target instanceof Target.Except except) {
            Set<String> rest = nodes(except.all(), random, taken);
            rest.removeAll(nodes(except.without(), random, taken));
            return rest;
        }
        throw new IllegalArgumentException("a fault on nodes cannot be aimed at a link: " + target);
    }

    private Set<String> candidates(String role) {
        Set<String> nodes = new LinkedHashSet<>();
        topology.roles().get(role).of().forEach(name -> nodes.addAll(nodeNames(name)));
        return nodes;
    }

    private Set<String> inZone(String zone) {
        Set<String> nodes = new LinkedHashSet<>();
        topology.zones().getOrDefault(zone, List.of()).forEach(name -> nodes.addAll(nodeNames(name)));
        return nodes;
    }

    /** The draw itself does not depend on what is taken, so that the same seed hits the same nodes where it can. */
    private Set<String> choose(String service, int count, SplittableRandom random, Set<String> taken) {
        List<String> left = new ArrayList<>(nodeNames(service));
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            order.add(left.remove(random.nextInt(left.size())));
        }
        order.removeAll(taken);
        if (order.size() < count) {
            throw new IllegalArgumentException(count + " of " + service + " are wanted, and of its "
                    + topology.nodesOf(service).size() + " nodes other faults may be on "
                    + String.join(", ", taken));
        }
        return new LinkedHashSet<>(order.subList(0, count));
    }

    private ResolvedTarget link(Step step) {
        if (step.target() instanceof Target.NamedLink named) {
            Link link = topology.links().get(named.link());
            if (link == null) {
                throw new IllegalArgumentException("step " + step.id() + ": no link is named " + named.link());
            }
            return ends(step, link, named.link());
        }
        if (step.target() instanceof Target.LinkBetween between) {
            Link link = between.link();
            String label = String.join(",", link.from()) + " -> " + String.join(",", link.to()) + ":" + link.port();
            return ends(step, link, label);
        }
        throw new IllegalArgumentException(
                "step " + step.id() + ": " + step.fault().kind() + " acts on a link, not on " + step.target());
    }

    private ResolvedTarget ends(Step step, Link link, String label) {
        Link resolved = new Link(nodeNames(link.from()), nodeNames(link.to()), link.port());
        if (resolved.from().isEmpty() || resolved.to().isEmpty()) {
            throw new IllegalArgumentException(
                    "step " + step.id() + ": the link " + label + " has an end without nodes");
        }
        return new ResolvedTarget(List.of(), Optional.of(resolved), List.of(label));
    }

    private List<String> nodeNames(List<String> servicesOrNodes) {
        Set<String> all = new LinkedHashSet<>();
        servicesOrNodes.forEach(name -> all.addAll(nodeNames(name)));
        return List.copyOf(all);
    }

    private Set<String> nodeNames(String serviceOrNode) {
        Set<String> names = new LinkedHashSet<>();
        topology.nodesOf(serviceOrNode).stream().map(Node::name).forEach(names::add);
        return names;
    }
}
