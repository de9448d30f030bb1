package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Partition;
import io.blackstart.fault.Target;
import io.blackstart.topology.Link;
import io.blackstart.topology.Node;
import io.blackstart.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Finds the nodes or the link that a target stands for. Choices are drawn from the seed, one stream a step, so that adding
 * a step does not change what the steps before it hit. A step is never drawn for a node that another one is on with which it
 * makes no sense ({@link Clash}): there is one process, and it is dead or not.
 */
public final class TargetResolver {

    private final Topology topology;
    private final Reach reach;
    private final long seed;

    public TargetResolver(Topology topology, long seed) {
        this.topology = topology;
        this.reach = new Reach(topology);
        this.seed = seed;
    }

    /** A target stands for nothing, or for nodes that other steps need. */
    public static final class Unresolvable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String step;

        Unresolvable(String step, IllegalArgumentException cause) {
            super("step " + step + ": " + cause.getMessage(), cause);
            this.step = step;
        }

        /** Whose target it is. */
        public String step() {
            return step;
        }
    }

    /**
     * What nodes are found by.
     *
     * @param taken by other steps
     * @param without what the target itself leaves out
     * @param holders of roles, where they are known
     */
    private record Draw(
            SplittableRandom random, Set<String> taken, Set<String> without, Map<String, List<String>> holders) {

        private Draw except(Set<String> more) {
            Set<String> all = new LinkedHashSet<>(without);
            all.addAll(more);
            return new Draw(random, taken, all, holders);
        }
    }

    /**
     * What targets of a method stand for.
     *
     * @param steps whose targets stand for something, in order
     * @param failures of the others
     */
    public record Attempt(List<Platform.Targeted> steps, List<Unresolvable> failures) {}

    /**
     * All steps of the method with their targets; those aimed at a role with every node that may hold it.
     *
     * @throws Unresolvable where a target stands for nothing, which is never a pass
     */
    public List<Platform.Targeted> resolveAll(Experiment experiment) {
        Attempt attempt = attempt(experiment.method());
        attempt.failures().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        return attempt.steps();
    }

    /** The same, with every failure. */
    public Attempt attempt(List<Step> method) {
        Clash clash = new Clash(method, topology);
        Map<Integer, Platform.Targeted> resolved = new TreeMap<>();
        Map<Integer, Unresolvable> failures = new TreeMap<>();
        for (boolean drawn : new boolean[] {false, true}) {
            for (int i = 0; i < method.size(); i++) {
                if (drawn(method.get(i).target()) == drawn) {
                    Step step = method.get(i);
                    try {
                        resolved.put(i, resolve(step, i, taken(step, resolved.values(), clash)));
                    } catch (IllegalArgumentException e) {
                        failures.put(i, new Unresolvable(step.id(), e));
                    }
                }
            }
        }
        return new Attempt(List.copyOf(resolved.values()), List.copyOf(failures.values()));
    }

    /** What waits for the holder of a role reserves every node that it may hit, as if it were named. */
    private static boolean drawn(Target target) {
        return Reach.roles(target).isEmpty() && draws(target);
    }

    private static boolean draws(Target target) {
        if (target instanceof Target.AllOf all) {
            return all.targets().stream().anyMatch(TargetResolver::draws);
        }
        if (target instanceof Target.Except except) {
            return draws(except.all()) || draws(except.without());
        }
        return target instanceof Target.AnyOf || target instanceof Target.CountOf || target instanceof Target.ShareOf;
    }

    /** Nodes of steps with which this one makes no sense. */
    private static Set<String> taken(Step step, Iterable<Platform.Targeted> others, Clash clash) {
        Set<String> taken = new LinkedHashSet<>();
        for (Platform.Targeted other : others) {
            other.target().nodes().stream()
                    .filter(node -> clash.between(step, other.step(), node).isPresent())
                    .forEach(taken::add);
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
        Draw draw = new Draw(new SplittableRandom(seed * 31 + index), taken, Set.of(), Map.of());
        boolean byRole = !Reach.roles(step.target()).isEmpty();
        return onNodes(step, byRole ? reach.nodes(step.target()) : nodes(step.target(), draw));
    }

    /**
     * A step aimed at roles, once their holders are known. No other step with which it makes no sense is on any node that it may
     * stand for, so nothing is taken.
     *
     * @throws Unresolvable where it stands for nothing now
     */
    Platform.Targeted atInjection(Step step, Map<String, List<String>> holders) {
        SplittableRandom random = new SplittableRandom(seed * 31 + step.id().hashCode());
        try {
            return onNodes(step, nodes(step.target(), new Draw(random, Set.of(), Set.of(), holders)));
        } catch (IllegalArgumentException e) {
            throw new Unresolvable(step.id(), e);
        }
    }

    private static Platform.Targeted onNodes(Step step, Set<String> found) {
        List<String> nodes = List.copyOf(found);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("the target stands for no node");
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

    private Set<String> nodes(Target target, Draw draw) {
        if (target instanceof Target.Named named) {
            return nodeNames(named.name());
        }
        if (target instanceof Target.AnyOf any) {
            return choose(any.service(), all -> 1, draw);
        }
        if (target instanceof Target.CountOf count) {
            return choose(count.service(), all -> count.count(), draw);
        }
        if (target instanceof Target.ShareOf share) {
            return choose(share.service(), all -> (int) Math.max(1, Math.ceil(all * share.share())), draw);
        }
        if (target instanceof Target.Zone zone) {
            return inZone(zone.zone());
        }
        if (target instanceof Target.Role role) {
            return new LinkedHashSet<>(draw.holders().getOrDefault(role.role(), List.of()));
        }
        if (target instanceof Target.AllOf all) {
            Set<String> union = new LinkedHashSet<>();
            for (Target one : all.targets()) {
                Set<String> found = nodes(one, draw);
                if (found.isEmpty()) {
                    throw new IllegalArgumentException("one of the targets stands for no node: " + one);
                }
                union.addAll(found);
            }
            return union;
        }
        if (target instanceof Target.Except except) {
            Set<String> without = nodes(except.without(), draw);
            Set<String> rest = nodes(except.all(), draw.except(without));
            rest.removeAll(without);
            return rest;
        }
        throw new IllegalArgumentException("a fault on nodes cannot be aimed at a link: " + target);
    }

    private Set<String> inZone(String zone) {
        Set<String> nodes = new LinkedHashSet<>();
        topology.zones().getOrDefault(zone, List.of()).forEach(name -> nodes.addAll(nodeNames(name)));
        return nodes;
    }

    /**
     * The draw itself does not depend on what is taken, so that the same seed hits the same nodes where it can.
     *
     * @param wanted so many of how many there are
     */
    private Set<String> choose(String service, IntUnaryOperator wanted, Draw draw) {
        List<String> left = new ArrayList<>(nodeNames(service));
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            order.add(left.remove(draw.random().nextInt(left.size())));
        }
        order.removeAll(draw.without());
        int count = wanted.applyAsInt(order.size());
        int there = order.size();
        order.removeAll(draw.taken());
        if (order.size() < count) {
            throw new IllegalArgumentException(count + " of " + service + " are wanted of " + there
                    + (draw.taken().isEmpty()
                            ? ""
                            : ", and steps that rule this one out may be on " + String.join(", ", draw.taken())));
        }
        return new LinkedHashSet<>(order.subList(0, count));
    }

    private ResolvedTarget link(Step step) {
        if (step.target() instanceof Target.NamedLink named) {
            Link link = topology.links().get(named.link());
            if (link == null) {
                throw new IllegalArgumentException("no link is named " + named.link());
            }
            return ends(link, named.link());
        }
        if (step.target() instanceof Target.LinkBetween between) {
            Link link = between.link();
            String label = String.join(",", link.from()) + " -> " + String.join(",", link.to()) + ":" + link.port();
            return ends(link, label);
        }
        throw new IllegalArgumentException(step.fault().kind() + " acts on a link, not on " + step.target());
    }

    private ResolvedTarget ends(Link link, String label) {
        Link resolved = new Link(nodeNames(link.from()), nodeNames(link.to()), link.port());
        if (resolved.from().isEmpty() || resolved.to().isEmpty()) {
            throw new IllegalArgumentException("the link " + label + " has an end without nodes");
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
