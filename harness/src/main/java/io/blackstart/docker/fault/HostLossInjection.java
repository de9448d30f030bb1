package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code host-loss}: see {@link io.blackstart.fault.HostLoss}. Packets are dropped both ways before the kill, so that not even
 * the dying process's FIN or RST gets out. The undo lets packets through first and starts the service then, as a booting host
 * would: refusal, then service.
 */
final class HostLossInjection implements Injection {

    private final List<Pod> pods;
    private final NodeDeath death;
    private final PacketRules rules;
    private final TrafficCounters counters;
    private Healed healed;

    HostLossInjection(Platform.Targeted step, NodeDeath death, PacketRules rules, TrafficCounters counters) {
        this.pods = death.pods(step.target().nodes());
        this.death = death;
        this.rules = rules;
        this.counters = counters;
    }

    @Override
    public Map<String, String> intent() {
        Map<String, String> intent = new TreeMap<>();
        pods.forEach(pod -> {
            intent.put("drop packets in " + pod.node().name(), pod.sandboxId());
            intent.put("kill " + pod.node().name(), pod.containerId());
        });
        return intent;
    }

    @Override
    public Effect inject() {
        death.hold(pods);
        long asked = death.now();
        PacketRules.Applied dropped = rules.apply(pods, NftScript.dropAll());
        Effect kill = death.kill(pods);
        List<String> evidence = new ArrayList<>(dropped.evidence());
        evidence.addAll(kill.evidence());
        return new Effect(asked, dropped.when(), dropped.done() && kill.applied(), List.copyOf(evidence));
    }

    @Override
    public Healed undo() {
        if (healed == null || !healed.healed()) {
            healed = undoOnce();
        }
        return healed;
    }

    private Healed undoOnce() {
        TrafficCounters.Touch touch = counters.touchedNodes(pods);
        long from = death.now();
        List<String> left = new ArrayList<>(death.notHeld(pods));
        PacketRules.Applied opened = rules.apply(pods, NftScript.dropNothing());
        left.addAll(opened.done() ? List.of() : opened.evidence());
        left.addAll(death.release(pods));
        boolean well = left.isEmpty();
        left.addAll(touch.evidence());
        Bracket undone = death.until(from);
        return new Healed(undone, well, touch.touched(), List.copyOf(left));
    }
}
