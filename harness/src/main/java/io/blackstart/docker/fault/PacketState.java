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
 * that it concerns, so that faults begin and end in any order. Thread-safe.
 */
final class PacketState {

    private final Function<Map<Pod, List<String>>, PacketRules.Applied> rules;
    /** By fault, in the order in which they began. */
    private final Map<String, Planned> active = new LinkedHashMap<>();

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
        Map<Pod, List<PacketRule>> wanted = plan.get();
        Map<Pod, List<PacketRule>> own = new LinkedHashMap<>(wanted);
        own.keySet().retainAll(first);
        if (own.isEmpty() || own.size() == wanted.size() || active.containsKey(id)) {
            return begin(id, new Planned(plan, wanted));
        }
        PacketRules.Applied made = begin(id, new Planned(plan, own));
        PacketRules.Applied followed = begin(id, new Planned(plan, wanted));
        List<String> evidence = new ArrayList<>(followed.evidence());
        evidence.add(String.format(
                Locale.ROOT,
                "rules of peers followed within %.1f ms",
                (followed.when().to() - made.when().to()) / 1e6));
        return new PacketRules.Applied(made.when(), made.done() && followed.done(), List.copyOf(evidence));
    }

    /** A fault is there from here on, in the place of what it was before. */
    synchronized PacketRules.Applied begin(String id, Plan plan) {
        return begin(id, new Planned(plan, plan.get()));
    }

    private PacketRules.Applied begin(String id, Planned planned) {
        return apply(put(id, planned));
    }

    /** The nodes that it concerns, or did before. */
    private Set<Pod> put(String id, Planned planned) {
        Planned before = active.put(id, planned);
        Set<Pod> concerned = new LinkedHashSet<>(planned.rules().keySet());
        concerned.addAll(before == null ? Set.of() : before.rules().keySet());
        return concerned;
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

    /** It is gone; nothing happens where it was not there. */
    synchronized PacketRules.Applied end(String id) {
        Planned gone = active.get(id);
        if (gone == null) {
            return rules.apply(Map.of());
        }
        active.remove(id);
        PacketRules.Applied applied = apply(gone.rules().keySet());
        if (!applied.done()) {
            active.put(id, gone); // Still there: a second try has to know of it.
        }
        return applied;
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
