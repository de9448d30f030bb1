package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the packets of every node suffer, as the set of the faults that are there: each change computes the whole of the nodes
 * that it concerns, so that faults begin and end in any order. What was not taken is not there: a fault that could not begin
 * leaves the set at once. Where rules may be that belong to no fault is remembered, and tried again at every change. Thread-safe.
 */
final class PacketState {

    private final Function<Map<Pod, List<String>>, PacketRules.Applied> rules;
    /** By fault, in the order in which they began. */
    private final Map<String, Planned> active = new LinkedHashMap<>();
    /** Fault to the nodes on which rules of its may be that should not, because a change of it was not taken. */
    private final Map<String, Set<Pod>> uncertain = new LinkedHashMap<>();

    /** Node to rules: what a fault comes to with the ways that packets can take now. */
    interface Plan extends Supplier<Map<Pod, List<PacketRule>>> {}

    /** A plan, and what it came to when it was asked last. */
    private record Planned(Plan plan, Map<Pod, List<PacketRule>> rules) {}

    /**
     * Of a run.
     *
     * @param rules takes the scripts of some nodes
     */
    PacketState(Function<Map<Pod, List<String>>, PacketRules.Applied> rules) {
        this.rules = rules;
    }

    /**
     * A fault is there from here on, in the place of what it was before.
     *
     * @param first nodes whose own rules make the fault; those of others follow, and the time of the whole is that of the first
     */
    synchronized PacketRules.Applied begin(String id, Plan plan, Collection<Pod> first) {
        Planned whole = new Planned(plan, plan.get());
        Map<Pod, List<PacketRule>> own = new LinkedHashMap<>(whole.rules());
        own.keySet().retainAll(first);
        if (own.isEmpty() || own.size() == whole.rules().size() || active.containsKey(id)) {
            return begin(id, whole);
        }
        PacketRules.Applied made = begin(id, new Planned(plan, own));
        return made.done() ? followed(id, whole, made) : made;
    }

    private PacketRules.Applied followed(String id, Planned whole, PacketRules.Applied made) {
        PacketRules.Applied followed = begin(id, whole);
        if (!followed.done()) {
            end(id);
        }
        List<String> evidence = new ArrayList<>(followed.evidence());
        evidence.add(String.format(
                Locale.ROOT,
                "rules of peers followed within %.1f ms",
                (followed.when().to() - made.when().to()) / 1e6));
        return new PacketRules.Applied(made.when(), followed.done(), List.copyOf(evidence));
    }

    /**
     * A fault is there from here on, in the place of what it was before. Where that is not taken, it is what it was before: not
     * there, or still there.
     */
    synchronized PacketRules.Applied begin(String id, Plan plan) {
        return begin(id, new Planned(plan, plan.get()));
    }

    private PacketRules.Applied begin(String id, Planned planned) {
        Planned before = active.get(id);
        Set<Pod> concerned = put(id, planned);
        PacketRules.Applied applied = apply(concerned);
        remember(id, concerned, applied);
        if (!applied.done()) {
            putBack(id, before);
        }
        makeCertain(uncertain.keySet());
        return applied;
    }

    /** The nodes that it concerns, or did before. */
    private Set<Pod> put(String id, Planned planned) {
        Set<Pod> concerned = places(id);
        concerned.addAll(planned.rules().keySet());
        active.put(id, planned);
        return concerned;
    }

    private void putBack(String id, Planned before) {
        if (before == null) {
            active.remove(id);
        } else {
            active.put(id, before);
        }
    }

    /**
     * There are other ways for packets than when the faults began: each of them is made what it has to be now.
     *
     * @throws IllegalStateException where a node does not take its rules
     */
    synchronized void replan() {
        Set<Pod> concerned = new LinkedHashSet<>();
        List.copyOf(active.keySet()).forEach(id -> {
            Plan plan = active.get(id).plan();
            concerned.addAll(put(id, new Planned(plan, plan.get())));
        });
        PacketRules.Applied applied = apply(concerned);
        if (!applied.done()) {
            throw new IllegalStateException(
                    "the faults that are there could not be made to reach the new ways: " + applied.evidence());
        }
    }

    /** It is gone; nothing happens where it was not there. What is not taken can be tried again, and is at the next change. */
    synchronized PacketRules.Applied end(String id) {
        Set<Pod> concerned = places(id);
        active.remove(id);
        PacketRules.Applied applied = apply(concerned);
        remember(id, concerned, applied);
        Set<String> others = new LinkedHashSet<>(uncertain.keySet());
        others.remove(id);
        makeCertain(others);
        return applied;
    }

    /** Every node on which rules of a fault may be. */
    private Set<Pod> places(String id) {
        Planned planned = active.get(id);
        Set<Pod> places =
                new LinkedHashSet<>(planned == null ? Set.of() : planned.rules().keySet());
        places.addAll(uncertain.getOrDefault(id, Set.of()));
        return places;
    }

    private void remember(String id, Set<Pod> concerned, PacketRules.Applied applied) {
        if (applied.done()) {
            uncertain.remove(id);
        } else {
            uncertain.put(id, concerned);
        }
    }

    /** Tries again where a change of these faults was not taken, with what is there now. */
    private void makeCertain(Set<String> faults) {
        for (String id : List.copyOf(faults)) {
            Set<Pod> concerned = places(id);
            remember(id, concerned, apply(concerned));
        }
    }

    private PacketRules.Applied apply(Set<Pod> concerned) {
        Map<Pod, List<String>> scripts = new LinkedHashMap<>();
        for (Pod pod : concerned) {
            Map<String, List<PacketRule>> onNode = new LinkedHashMap<>();
            active.forEach((id, fault) -> {
                if (fault.rules().containsKey(pod)) {
                    onNode.put(id, fault.rules().get(pod));
                }
            });
            scripts.put(pod, NftScript.faults(onNode));
        }
        return rules.apply(scripts);
    }
}
