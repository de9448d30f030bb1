package io.blackstart.docker.fault;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.blackstart.docker.Agent;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Kills the services of some nodes, holds them down where that is wanted, and starts them again. */
final class NodeDeath {

    private final RunScope scope;
    private final Killer killer;
    private final EngineEvents events;
    private final RestartPolicies policies;
    private boolean aimed;
    private volatile boolean killed;

    NodeDeath(RunScope scope, Killer killer, EngineEvents events, RestartPolicies policies) {
        this.scope = scope;
        this.killer = killer;
        this.events = events;
        this.policies = policies;
    }

    List<Pod> pods(List<String> nodes) {
        return nodes.stream().map(node -> scope.pods().get(node)).toList();
    }

    /** Takes the restart policies away, so that the engine does not bring the nodes back. */
    void hold(List<Pod> pods) {
        policies.take(pods);
    }

    /** Of nodes that were killed and are held down: those that run nevertheless, or that cannot be looked at. */
    List<String> notHeld(List<Pod> pods) {
        return WayBack.each(killed ? pods : List.of(), "held down", pod -> {
            if (Boolean.TRUE.equals(state(pod).getRunning())) {
                throw new IllegalStateException("it was running again before it was let go");
            }
        });
    }

    /**
     * Finds the processes and readies the killer, so that the kill itself is all that is left to do.
     *
     * @param held whether the engine is not to bring the nodes back
     */
    Map<Pod, Long> aim(List<Pod> pods, boolean held) {
        Map<Pod, Long> processes = new LinkedHashMap<>();
        List<Runnable> steps = List.of(
                this::raise, () -> policies.take(held ? pods : List.of()), () -> processes.putAll(processes(pods)));
        Parallel.forEach(steps, Runnable::run);
        return processes;
    }

    private synchronized void raise() {
        if (!aimed) {
            killer.ready();
            aimed = true;
        }
    }

    /** The killer is needed no more, whether it killed or not. */
    synchronized void lower() {
        if (aimed) {
            aimed = false;
            killer.done();
        }
    }

    private Map<Pod, Long> processes(List<Pod> pods) {
        Map<Pod, Long> processes = new LinkedHashMap<>();
        Parallel.map(
                        pods,
                        pod -> Map.entry(
                                pod,
                                Optional.ofNullable(state(pod).getPidLong()).orElse(0L)))
                .forEach(found -> processes.put(found.getKey(), found.getValue()));
        return processes;
    }

    /** SIGKILL to each, and the proof: the process is gone, the engine saw it die, its exit code is 137. */
    Injection.Effect kill(Map<Pod, Long> processes) {
        for (Map.Entry<Pod, Long> found : processes.entrySet()) {
            if (found.getValue() == 0) {
                return notApplied("node " + found.getKey().node().name() + " was not running");
            }
        }
        long asked = scope.ticker().nanos();
        killed = true;
        Agent.Answer answer = killer.kill(List.copyOf(processes.values()));
        lower();
        List<String> evidence = new ArrayList<>();
        boolean applied = answer.ok();
        evidence.add("SIGKILL to " + processes.values() + ": " + (applied ? "gone" : answer.out()));
        for (Pod pod : processes.keySet()) {
            OptionalLong exit = events.exitCode(pod.containerId(), asked);
            applied &= exit.isPresent() && exit.getAsLong() == 137;
            evidence.add(pod.node().name() + ": "
                    + (exit.isPresent() ? "the engine saw it die with exit code " + exit.getAsLong() : "no die event"));
        }
        return new Injection.Effect(asked, answer.when(), applied, List.copyOf(evidence));
    }

    private Injection.Effect notApplied(String why) {
        long now = scope.ticker().nanos();
        return new Injection.Effect(now, Bracket.at(now), false, List.of(why));
    }

    private InspectContainerResponse.ContainerState state(Pod pod) {
        return scope.docker().inspectContainerCmd(pod.containerId()).exec().getState();
    }

    /** Starts those that were held down, and gives them their restart policies back; idempotent. */
    List<String> release(List<Pod> pods) {
        List<String> left = new ArrayList<>(WayBack.each(pods, "started", this::start));
        left.addAll(WayBack.each(pods, "given its restart policy back", policies::giveBack));
        return left;
    }

    private void start(Pod pod) {
        try {
            scope.docker().startContainerCmd(pod.containerId()).exec();
        } catch (NotModifiedException e) {
            // It runs already, which is what is wanted.
        }
    }

    Bracket until(long from) {
        return new Bracket(from, scope.ticker().nanos());
    }

    long now() {
        return scope.ticker().nanos();
    }
}
