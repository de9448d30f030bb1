package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.fault.Crash;
import io.blackstart.fault.HostLoss;
import io.blackstart.fault.OnProcess;
import java.util.List;
import java.util.Optional;

/** Faults of a node's process ({@link OnProcess}). */
final class Processes implements Mechanism {

    private final RunScope scope;
    private final EngineEvents events;
    private final Killer killer;
    private final PacketState packets;
    private final PacketPlans plans;
    private final TrafficCounters counters;

    Processes(RunScope scope, EngineEvents events, PacketState packets, PacketPlans plans, TrafficCounters counters) {
        this.scope = scope;
        this.events = events;
        this.killer = new Killer(scope);
        this.packets = packets;
        this.plans = plans;
        this.counters = counters;
    }

    @Override
    public void ready(List<Platform.Targeted> steps) {
        if (!steps.isEmpty()) {
            killer.start();
        }
        if (steps.stream().anyMatch(step -> step.step().fault() instanceof HostLoss)) {
            new PacketRules(scope).open(scope.pods().values());
        }
    }

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        OnProcess fault = (OnProcess) step.step().fault();
        NodeDeath death = new NodeDeath(scope, killer, events);
        List<Pod> pods = death.pods(step.target().nodes());
        boolean held = step.step().duration().isPresent();
        if (fault instanceof Crash) {
            return new CrashInjection(id, pods, held, death, new Audible(), counters);
        }
        if (fault instanceof HostLoss) {
            return new CrashInjection(id, pods, true, death, new Silent(), counters);
        }
        throw new IllegalArgumentException("no injector for " + fault.kind());
    }

    /** A process that dies leaves its host alive. */
    private static final class Audible implements CrashInjection.Silence {
        @Override
        public Optional<PacketRules.Applied> begin(String id, List<Pod> pods) {
            return Optional.empty();
        }

        @Override
        public Optional<PacketRules.Applied> end(String id) {
            return Optional.empty();
        }
    }

    private final class Silent implements CrashInjection.Silence {
        @Override
        public Optional<PacketRules.Applied> begin(String id, List<Pod> pods) {
            return Optional.of(packets.begin(id, plans.silence(pods)));
        }

        @Override
        public Optional<PacketRules.Applied> end(String id) {
            return Optional.of(packets.end(id));
        }
    }
}
