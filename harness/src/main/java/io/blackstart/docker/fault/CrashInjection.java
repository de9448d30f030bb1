package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code crash} and {@code host-loss}: see {@link io.blackstart.fault.Crash} and {@link io.blackstart.fault.HostLoss}. A lost
 * host's packets are dropped both ways before the kill, so that not even the dying process's FIN or RST gets out; the undo lets
 * packets through first and starts the service then, as a booting host would: refusal, then service.
 */
final class CrashInjection extends NodeInjection {

    private final String id;
    private final boolean held;
    private final NodeDeath death;
    private final Silence silence;
    private final FaultTraffic traffic;
    private Map<Pod, Long> processes = Map.of();
    private Bracket effective;

    /** What goes with the death: nothing, or all packets. */
    interface Silence {

        /** Makes the nodes silent; empty where that is not wanted. */
        Optional<PacketRules.Applied> begin(String id, List<Pod> pods);

        Optional<PacketRules.Applied> end(String id);
    }

    CrashInjection(String id, List<Pod> pods, boolean held, NodeDeath death, Silence silence, FaultTraffic traffic) {
        super(pods);
        this.id = id;
        this.held = held;
        this.death = death;
        this.silence = silence;
        this.traffic = traffic;
        this.effective = Bracket.at(death.now());
    }

    @Override
    String deed() {
        return "kill";
    }

    @Override
    long now() {
        return death.now();
    }

    @Override
    void prepare() {
        processes = death.aim(pods(), held);
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(2); // from the request to the signal, as measured
    }

    @Override
    Effect act() {
        long asked = now();
        var silent = silence.begin(id, pods());
        Effect kill = death.kill(processes);
        effective = silent.map(PacketRules.Applied::when).orElse(kill.effective());
        List<String> evidence = new ArrayList<>();
        silent.ifPresent(dropped -> evidence.addAll(dropped.evidence()));
        evidence.addAll(kill.evidence());
        boolean applied = silent.map(PacketRules.Applied::done).orElse(true) && kill.applied();
        if (!applied) {
            silence.end(id);
        }
        return new Effect(asked, effective, applied, List.copyOf(evidence));
    }

    @Override
    Healed undoOnce() {
        death.lower();
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        long from = now();
        List<String> left = new ArrayList<>(held ? death.notHeld(pods()) : List.of());
        silence.end(id).filter(opened -> !opened.done()).ifPresent(opened -> left.addAll(opened.evidence()));
        left.addAll(held ? death.release(pods()) : List.of());
        boolean well = left.isEmpty();
        left.addAll(touch.evidence());
        return new Healed(held ? death.until(from) : effective, well, touch.touched(), List.copyOf(left));
    }
}
