package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Target;
import io.blackstart.topology.Link;
import io.blackstart.topology.Node;
import io.blackstart.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Finds the nodes or the link that a target stands for. Choices are drawn from the seed, one stream a step, so that adding
 * a step does not change what the steps before it hit.
 */
public final class TargetResolver {

    private final Topology topology;
    private final long seed;

    public TargetResolver(Topology topology, long seed) {
        this.topology = topology;
        this.seed = seed;
    }

    /**
     * All steps of the method with their targets.
     *
     * @throws IllegalArgumentException where a target stands for nothing, which is never a pass
     */
    public List<Platform.Targeted> resolveAll(Experiment experiment) {
        List<Platform.Targeted> resolved = new ArrayList<>();
        for (int i = 0; i < experiment.method().size(); i++) {
            Step step = experiment.method().get(i);
            resolved.add(new Platform.Targeted(step, resolve(step, i)));
        }
        return List.copyOf(resolved);
    }

    /**
     * One step's target.
     *
     * @param index of the step, from 0
     * @throws IllegalArgumentException where it stands for nothing
     */
    public ResolvedTarget resolve(Step step, int index) {
        if (step.fault().scope() == Fault.Scope.LINK) {
            return link(step);
        }
        SplittableRandom random = new SplittableRandom(seed * 31 + index);
        List<String> nodes = List.copyOf(nodes(step.target(), Set.of(), random));
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("step " + step.id() + ": the target stands for no node");
        }
        return new ResolvedTarget(nodes, Optional.empty(), nodes);
    }

    /** The nodes of a target; those that are taken out are so before anything is drawn. */
    private Set<String> nodes(Target target, Set<String> without, SplittableRandom random) {
        if (target instanceof Target.Named named) {
            return less(names(topology.nodesOf(named.name())), without);
        }
        if (target instanceof Target.AnyOf any) {
            return choose(any.service(), 1, without, random);
        }
        if (target instanceof Target.CountOf count) {
            return choose(count.service(), count.count(), without, random);
        }
        if (target instanceof Target.ShareOf share) {
            int all = less(names(topology.nodesOf(share.service())), without).size();
            return choose(share.service(), (int) Math.max(1, Math.ceil(all * share.share())), without, random);
        }
        if (target instanceof Target.Zone zone) {
            return less(inZone(zone.zone()), without);
        }
        if (target instanceof Target.AllOf all) {
            Set<String> union = new LinkedHashSet<>();
            for (Target one : all.targets()) {
                Set<String> found = nodes(one, without, random);
                if (found.isEmpty()) {
                    throw new IllegalArgumentException("one of the targets stands for no node: " + one);
                }
                union.addAll(found);
            }
            return union;
        }
        if (target instanceof Target.Except except) {
            Set<String> out = new LinkedHashSet<>(without);
            out.addAll(nodes(except.without(), Set.of(), random));
            return nodes(except.all(), out, random);
        }
        throw new IllegalArgumentException("a fault on nodes cannot be aimed at a link: " + target);
    }

    private static Set<String> less(Set<String> all, Set<String> without) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private Set<String> inZone(String zone) {
        Set<String> nodes = new LinkedHashSet<>();
        topology.zones().getOrDefault(zone, List.of()).forEach(name -> nodes.addAll(names(topology.nodesOf(name))));
        return nodes;
    }

    private Set<String> choose(String service, int count, Set<String> without, SplittableRandom random) {
        List<String> left = new ArrayList<>(less(names(topology.nodesOf(service)), without));
        if (count > 1 && left.size() < count) {
            throw new IllegalArgumentException(
                    count + " of '" + service + "', where only " + left.size() + " are left");
        }
        Set<String> chosen = new LinkedHashSet<>();
        while (chosen.size() < count && !left.isEmpty()) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return chosen;
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
        servicesOrNodes.forEach(name -> all.addAll(names(topology.nodesOf(name))));
        return List.copyOf(all);
    }

    private static Set<String> names(List<Node> nodes) {
        Set<String> names = new LinkedHashSet<>();
        nodes.forEach(node -> names.add(node.name()));
        return names;
    }
}
