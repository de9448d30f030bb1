package io.blackstart.definition;

import io.blackstart.engine.Overlap;
import io.blackstart.engine.Reach;
import io.blackstart.experiment.Repetition;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Isolate;
import io.blackstart.fault.OnProcess;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many nodes a method may hold down at once, at worst: over all combinations of steps that may be there together, whatever
 * is drawn and whoever holds a role. A node that dies and is not held (no {@code for}) counts as down from then on: when it is
 * back is nobody's promise.
 */
final class NodesDown {

    private static final Duration FOR_GOOD = Duration.ofDays(3650);

    private final Reach reach;
    private final Overlap overlap;
    private final List<Step> method;
    private Worst worst = new Worst(List.of(), Set.of());

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
        extend(List.of(), method.stream().filter(NodesDown::takesDown).toList());
        return worst;
    }

    private static boolean takesDown(Step step) {
        return step.fault() instanceof Isolate || (step.fault() instanceof OnProcess process && process.takesDown());
    }

    /** Every combination of which all may be there together, as long as it can still be worse than the worst one. */
    private void extend(List<Step> combination, List<Step> candidates) {
        Set<String> down = down(combination);
        if (down.size() > worst.nodes().size()) {
            worst = new Worst(combination, down);
        }
        List<Step> all = new ArrayList<>(combination);
        all.addAll(candidates);
        if (candidates.isEmpty() || down(all).size() <= worst.nodes().size()) {
            return;
        }
        Step next = candidates.get(0);
        List<Step> rest = candidates.subList(1, candidates.size());
        List<Step> with = new ArrayList<>(combination);
        with.add(next);
        extend(with, rest.stream().filter(other -> together(next, other)).toList());
        extend(combination, rest);
    }

    private boolean together(Step one, Step other) {
        return overlap.possible(held(one), held(other));
    }

    /** As long as its nodes may be down; that they are up again when it is over is then not said. */
    private static Step held(Step step) {
        if (step.duration().isPresent()) {
            return step;
        }
        return new Step(
                step.id() + " and on",
                step.start(),
                step.fault(),
                step.target(),
                Optional.of(FOR_GOOD),
                step.trafficExpected(),
                Repetition.once(),
                step.ramp());
    }

    /** The most that they may hit together: a matching of hits to nodes, each augmented where it can be. */
    private Set<String> down(Collection<Step> steps) {
        Map<String, Set<String>> hitBy = new TreeMap<>();
        for (Step step : steps) {
            Set<String> nodes = reach.nodes(step.target());
            for (int hit = reach.most(step.target()); hit > 0; hit--) {
                place(nodes, hitBy, new HashSet<>());
            }
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
