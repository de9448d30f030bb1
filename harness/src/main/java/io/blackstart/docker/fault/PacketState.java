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

/**
 * What the packets of every node suffer, as the set of the faults that are there: each change computes the whole of the nodes
 * that it concerns, so that faults begin and end in any order. Thread-safe.
 */
final class PacketState {

    private final Function<Map<Pod, List<String>>, PacketRules.Applied> rules;
    /** Fault to node to rules, in the order in which they began. */
    private final Map<String, Map<Pod, List<PacketRule>>> active = new LinkedHashMap<>();

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
    synchronized PacketRules.Applied begin(String id, Map<Pod, List<PacketRule>> wanted, Collection<Pod> first) {
        Map<Pod, List<PacketRule>> own = new LinkedHashMap<>(wanted);
        own.keySet().retainAll(first);
        if (own.isEmpty() || own.size() == wanted.size() || active.containsKey(id)) {
            return begin(id, wanted);
        }
        PacketRules.Applied made = begin(id, own);
        PacketRules.Applied followed = begin(id, wanted);
        List<String> evidence = new ArrayList<>(followed.evidence());
        evidence.add(String.format(
                Locale.ROOT,
                "rules of peers followed within %.1f ms",
                (followed.when().to() - made.when().to()) / 1e6));
        return new PacketRules.Applied(made.when(), made.done() && followed.done(), List.copyOf(evidence));
    }

    /** A fault is there from here on, in the place of what it was before. */
    synchronized PacketRules.Applied begin(String id, Map<Pod, List<PacketRule>> wanted) {
        Set<Pod> concerned =
                new LinkedHashSet<>(active.getOrDefault(id, Map.of()).keySet());
        concerned.addAll(wanted.keySet());
        active.put(id, wanted);
        return apply(concerned);
    }

    /** It is gone; nothing happens where it was not there. */
    synchronized PacketRules.Applied end(String id) {
        Map<Pod, List<PacketRule>> gone = active.get(id);
        if (gone == null) {
            return rules.apply(Map.of());
        }
        active.remove(id);
        PacketRules.Applied applied = apply(gone.keySet());
        if (!applied.done()) {
            active.put(id, gone); // Still there: a second try has to know of it.
        }
        return applied;
    }

    private PacketRules.Applied apply(Set<Pod> concerned) {
        Map<Pod, List<String>> scripts = new LinkedHashMap<>();
        for (Pod pod : concerned) {
            Map<String, List<PacketRule>> onNode = new LinkedHashMap<>();
            active.forEach((id, nodes) -> {
                if (nodes.containsKey(pod)) {
                    onNode.put(id, nodes.get(pod));
                }
            });
            scripts.put(pod, NftScript.faults(onNode));
        }
        return rules.apply(scripts);
    }
}
