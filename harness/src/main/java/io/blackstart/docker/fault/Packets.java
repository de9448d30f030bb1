package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.fault.DnsOutage;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Loss;
import io.blackstart.fault.OnPackets;
import io.blackstart.fault.Partition;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Faults of packets ({@link OnPackets}): one set of rules a node, changed in one transaction. */
final class Packets implements Mechanism {

    private final RunScope scope;
    private final PacketState state;
    private final TrafficCounters counters;
    private final Ways ways;
    private final PacketPlans plans;

    Packets(RunScope scope, PacketState state, TrafficCounters counters, Ways ways) {
        this.scope = scope;
        this.state = state;
        this.counters = counters;
        this.ways = ways;
        this.plans = new PacketPlans(ways);
    }

    @Override
    public void ready(List<Platform.Targeted> steps) {
        if (!steps.isEmpty()) {
            new PacketRules(scope).open(scope.pods().values());
        }
    }

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        return new On(
                id, (OnPackets) step.step().fault(), ways.pods(step.target().nodes()));
    }

    private final class On implements Injection {
        private final String id;
        private final OnPackets fault;
        private final List<Pod> targets;
        private Healed healed;

        On(String id, OnPackets fault, List<Pod> targets) {
            this.id = id;
            this.fault = fault;
            this.targets = targets;
        }

        @Override
        public Map<String, String> intent() {
            Map<String, String> intent = new TreeMap<>();
            plans.of(fault, targets)
                    .keySet()
                    .forEach(pod -> intent.put("packet rules in " + pod.node().name(), pod.sandboxId()));
            return intent;
        }

        @Override
        public Duration lead() {
            return Duration.ofMillis(2); // from the request to the transaction, as measured
        }

        @Override
        public Effect inject() {
            long asked = scope.ticker().nanos();
            PacketRules.Applied applied = state.begin(
                    id, () -> plans.of(fault, targets), fault instanceof Loss ? List.of() : plans.makers(targets));
            List<String> evidence = new ArrayList<>(applied.evidence());
            boolean there = applied.done() && there(evidence);
            return new Effect(asked, applied.when(), there, List.copyOf(evidence));
        }

        /** What cannot be shown to be there is taken away: no fault acts that is not claimed. */
        private boolean there(List<String> evidence) {
            FaultTraffic.Touch touch = NodeInjection.read(() -> counters.there(id, ruled()));
            if (!touch.touched()) {
                evidence.addAll(touch.evidence());
                evidence.add("its rules are not there");
                state.end(id);
            }
            return touch.touched();
        }

        /** Those of the targets that have rules of their own: in a partition one way the senders have none. */
        private List<Pod> ruled() {
            Map<Pod, List<PacketRule>> plan = plans.of(fault, targets);
            return targets.stream().filter(plan::containsKey).toList();
        }

        @Override
        public Bracket change(Fault stage) {
            PacketRules.Applied applied = state.begin(id, () -> plans.of((OnPackets) stage, targets));
            if (!applied.done()) {
                throw new IllegalStateException("the packet rules of " + id + " were not taken: " + applied.evidence());
            }
            return applied.when();
        }

        @Override
        public Healed undo() {
            if (healed == null || !healed.healed()) {
                healed = undoOnce();
            }
            return healed;
        }

        private Healed undoOnce() {
            FaultTraffic.Touch touch = NodeInjection.read(this::touch);
            PacketRules.Applied ended = state.end(id);
            List<String> evidence = new ArrayList<>(ended.done() ? List.of() : ended.evidence());
            evidence.addAll(touch.evidence());
            return new Healed(ended.when(), ended.done(), touch.touched(), List.copyOf(evidence));
        }

        /** Traffic met it where its own rules acted on packets, and more flowed than flows without load. */
        private FaultTraffic.Touch touch() {
            FaultTraffic.Touch acted =
                    counters.acted(id, plans.of(fault, targets).keySet());
            FaultTraffic.Touch flowed = flowed();
            List<String> evidence = new ArrayList<>(acted.evidence());
            evidence.addAll(flowed.evidence());
            return new FaultTraffic.Touch(acted.touched() && flowed.touched(), List.copyOf(evidence));
        }

        private FaultTraffic.Touch flowed() {
            if (fault instanceof Partition partition) {
                return counters.of(id).touchedBetween(groups(partition));
            }
            return fault instanceof DnsOutage
                    ? new FaultTraffic.Touch(true, List.of())
                    : counters.of(id).touchedNodes(targets);
        }

        private List<Collection<Pod>> groups(Partition partition) {
            List<Collection<Pod>> groups = new ArrayList<>();
            partition.groups().forEach(group -> groups.add(ways.pods(group)));
            return groups;
        }
    }
}
