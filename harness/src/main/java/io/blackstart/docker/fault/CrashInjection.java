package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code crash}: see {@link io.blackstart.fault.Crash}. */
final class CrashInjection implements Injection {

    private final List<Pod> pods;
    private final boolean held;
    private final NodeDeath death;
    private final TrafficCounters counters;
    private Bracket effective;
    private Healed healed;

    CrashInjection(Platform.Targeted step, NodeDeath death, TrafficCounters counters) {
        this.pods = death.pods(step.target().nodes());
        this.held = step.step().duration().isPresent();
        this.death = death;
        this.counters = counters;
        this.effective = Bracket.at(death.now());
    }

    @Override
    public Map<String, String> intent() {
        Map<String, String> intent = new TreeMap<>();
        pods.forEach(pod -> intent.put("kill " + pod.node().name(), pod.containerId()));
        return intent;
    }

    @Override
    public Effect inject() {
        if (held) {
            death.hold(pods);
        }
        Effect effect = death.kill(pods);
        effective = effect.effective();
        return effect;
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
        List<String> evidence = new ArrayList<>(held ? death.notHeld(pods) : List.of());
        evidence.addAll(held ? death.release(pods) : List.of());
        boolean well = evidence.isEmpty();
        evidence.addAll(touch.evidence());
        return new Healed(held ? death.until(from) : effective, well, touch.touched(), List.copyOf(evidence));
    }
}
