package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.fault.Crash;
import io.blackstart.fault.DestroyData;
import io.blackstart.fault.Freeze;
import io.blackstart.fault.HostLoss;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.Oom;
import io.blackstart.fault.Restart;
import io.blackstart.fault.Stop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Faults of a node's process ({@link OnProcess}). */
final class Processes implements Mechanism {

    private final RunScope scope;
    private final EngineEvents events;
    private final Killer killer;
    private final RestartPolicies policies;
    private final PacketState packets;
    private final PacketPlans plans;
    private final TrafficCounters counters;
    private final Limited limited;
    private final VolumePlaces places;

    Processes(
            RunScope scope,
            EngineEvents events,
            PacketState packets,
            PacketPlans plans,
            TrafficCounters counters,
            Limited limited,
            VolumePlaces places) {
        this.scope = scope;
        this.events = events;
        this.killer = new Killer(scope);
        this.policies = new RestartPolicies(scope);
        this.packets = packets;
        this.plans = plans;
        this.counters = counters;
        this.limited = limited;
        this.places = places;
    }

    @Override
    public void ready(List<Platform.Targeted> steps) {
        if (steps.stream().anyMatch(step -> kills((OnProcess) step.step().fault()))) {
            killer.make();
        }
        if (steps.stream().anyMatch(step -> step.step().fault() instanceof HostLoss)) {
            new PacketRules(scope).open(scope.pods().values());
        }
        places.ready(steps.stream()
                .map(step -> step.step().fault())
                .filter(DestroyData.class::isInstance)
                .map(fault -> ((DestroyData) fault).volume())
                .toList());
    }

    private static boolean kills(OnProcess fault) {
        return !(fault instanceof Stop || fault instanceof Restart || fault instanceof Freeze);
    }

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        OnProcess fault = (OnProcess) step.step().fault();
        NodeDeath death = new NodeDeath(scope, killer, events, policies);
        List<Pod> pods = death.pods(step.target().nodes());
        boolean held = step.step().duration().isPresent();
        FaultTraffic traffic = counters.of(id);
        if (fault instanceof Crash) {
            return new CrashInjection(id, pods, held, death, new Audible(), traffic);
        }
        if (fault instanceof HostLoss) {
            return new CrashInjection(id, pods, true, death, new Silent(), traffic);
        }
        if (fault instanceof Oom) {
            return new OomInjection(presses(id, pods), held, death, traffic);
        }
        if (fault instanceof DestroyData destroy) {
            return new DestroyInjection(pods, destroy.volume(), death, places, traffic);
        }
        return byEngine(fault, pods, traffic);
    }

    /** What the engine does by itself. */
    private Injection byEngine(OnProcess fault, List<Pod> pods, FaultTraffic traffic) {
        if (fault instanceof Stop stop) {
            return new StopInjection(pods, stop.grace(), scope, events, traffic);
        }
        if (fault instanceof Restart) {
            return new RestartInjection(graces(pods), scope, events, traffic);
        }
        if (fault instanceof Freeze) {
            return new FreezeInjection(pods, scope, events, traffic);
        }
        throw new IllegalArgumentException("no injector for " + fault.kind());
    }

    private Map<Pod, Duration> graces(List<Pod> pods) {
        Map<Pod, Duration> graces = new LinkedHashMap<>();
        pods.forEach(pod -> graces.put(
                pod,
                scope.topology()
                        .service(pod.node().service())
                        .orElseThrow()
                        .program()
                        .stopGrace()));
        return graces;
    }

    private Map<Pod, MemoryPress> presses(String id, List<Pod> pods) {
        Map<Pod, MemoryPress> presses = new LinkedHashMap<>();
        pods.forEach(pod -> presses.put(
                pod, new MemoryPress(id, pod, scope, events, killer, limited.limits(pod), limited.samples(pod))));
        return presses;
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
            return Optional.of(packets.begin(id, () -> plans.silence(pods), plans.makers(pods)));
        }

        @Override
        public Optional<PacketRules.Applied> end(String id) {
            return Optional.of(packets.end(id));
        }
    }
}
