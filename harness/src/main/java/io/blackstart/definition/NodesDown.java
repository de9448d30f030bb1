package io.blackstart.definition;

import io.blackstart.engine.Overlap;
import io.blackstart.engine.Reach;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Isolate;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.Partition;
import io.blackstart.fault.Reject;
import io.blackstart.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many nodes a method may hold down at once, at worst: over all combinations of steps that may be there together, whatever
 * is drawn and whoever holds a role. A node that dies and is not held (no {@code for}) counts as down from then on: when it is
 * back is nobody's promise.
 *
 * <p>Down is also who runs and cannot be reached: an isolated node, one that rejects everybody, and in a partition, whichever way
 * it cuts, every node of all groups but the largest, because these are cut off from most. Of groups that are equally large any
 * may be the one that counts as up.
 */
final class NodesDown {

    private final Reach reach;
    private final Overlap overlap;
    private final List<Step> method;
    private Worst worst = new Worst(List.of(), Set.of());

    /**
     * A way in which a step takes nodes down.
     *
     * @param hits for each node that goes down, which it may be
     */
    private record Way(Step step, List<Set<String>> hits) {}

    NodesDown(Topology topology, List<Step> method) {
        this.reach = new Reach(topology);
        this.overlap = new Overlap(method);
        this.method = method;
    }

    /**
     * A combination of steps.
     *
     * @param nodes that they may hold down at once; of those drawn, one way it may come out
     */
    record Worst(List<Step> steps, Set<String> nodes) {}

    /** The combination that holds most down. */
    Worst worst() {
        extend(List.of(), method.stream().flatMap(this::ways).toList());
        return worst;
    }

    private static boolean takesDown(Step step) {
        return step.fault() instanceof Isolate
                || step.fault() instanceof Reject
                || (step.fault() instanceof OnProcess process && process.takesDown());
    }

    private Stream<Way> ways(Step step) {
        if (step.fault() instanceof Partition partition) {
            return partitions(partition).map(hits -> new Way(step, hits));
        }
        return takesDown(step) ? Stream.of(new Way(step, hits(step))) : Stream.empty();
    }

    private List<Set<String>> hits(Step step) {
        return Collections.nCopies(reach.most(step.target()), reach.nodes(step.target()));
    }

    /** One for each group that may count as the largest: all others are down. */
    private Stream<List<Set<String>>> partitions(Partition partition) {
        List<Set<String>> groups =
                partition.groups().stream().map(this::members).toList();
        int largest = groups.stream().mapToInt(Set::size).max().orElse(0);
        return IntStream.range(0, groups.size())
                .filter(up -> groups.get(up).size() == largest)
                .mapToObj(up -> allBut(groups, up));
    }

    private static List<Set<String>> allBut(List<Set<String>> groups, int up) {
        List<Set<String>> hits = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            if (i != up) {
                groups.get(i).forEach(node -> hits.add(Set.of(node)));
            }
        }
        return hits;
    }

    private Set<String> members(List<String> group) {
        Set<String> members = new LinkedHashSet<>();
        group.forEach(name -> members.addAll(reach.members(name)));
        return members;
    }

    /** Every combination of which all may be there together, as long as it can still be worse than the worst one. */
    private void extend(List<Way> combination, List<Way> candidates) {
        Set<String> down = down(combination);
        if (down.size() > worst.nodes().size()) {
            worst = new Worst(combination.stream().map(Way::step).toList(), down);
        }
        List<Way> all = new ArrayList<>(combination);
        all.addAll(candidates);
        if (candidates.isEmpty() || down(all).size() <= worst.nodes().size()) {
            return;
        }
        Way next = candidates.get(0);
        List<Way> rest = candidates.subList(1, candidates.size());
        List<Way> with = new ArrayList<>(combination);
        with.add(next);
        extend(with, rest.stream().filter(other -> together(next, other)).toList());
        extend(combination, rest);
    }

    private boolean together(Way one, Way other) {
        return !one.step().id().equals(other.step().id()) && overlap.possible(held(one.step()), held(other.step()));
    }

    /** As long as its nodes may be down; that they are up again when it is over is then not said. */
    private static Step held(Step step) {
        return step.duration().isPresent() ? step : Overlap.andOn(step);
    }

    /** The most that they may hit together: a matching of hits to nodes, each augmented where it can be. */
    private Set<String> down(Collection<Way> ways) {
        Map<String, Set<String>> hitBy = new TreeMap<>();
        for (Way way : ways) {
            way.hits().forEach(nodes -> place(nodes, hitBy, new HashSet<>()));
        }
        return hitBy.keySet();
    }

    /** Kuhn's augmenting path: takes a free node, or one whose own hit can go elsewhere. */
    private static boolean place(Set<String> nodes, Map<String, Set<String>> hitBy, Set<String> tried) {
        for (String node : nodes) {
            if (tried.add(node) && (!hitBy.containsKey(node) || place(hitBy.get(node), hitBy, tried))) {
                hitBy.put(node, nodes);
                return true;
            }
        }
        return false;
    }
}
