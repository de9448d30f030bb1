package io.blackstart.docker.fault;

import com.github.dockerjava.api.exception.DockerException;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code freeze}: the engine's pause; see {@link io.blackstart.fault.Freeze}. */
final class FreezeInjection extends NodeInjection {

    private static final Duration EVENT_WITHIN = Duration.ofSeconds(1);

    private final RunScope scope;
    private final EngineEvents events;
    private final FaultTraffic traffic;
    private final Set<Pod> frozen = ConcurrentHashMap.newKeySet();

    FreezeInjection(List<Pod> pods, RunScope scope, EngineEvents events, FaultTraffic traffic) {
        super(pods);
        this.scope = scope;
        this.events = events;
        this.traffic = traffic;
    }

    @Override
    String deed() {
        return "unpause";
    }

    @Override
    long now() {
        return scope.ticker().nanos();
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(20); // from the request to the standstill, as measured
    }

    @Override
    Effect act() {
        long asked = now();
        return NodeEffect.together(asked, Parallel.map(pods(), this::freeze));
    }

    private NodeEffect freeze(Pod pod) {
        long asked = now();
        String name = pod.node().name();
        try {
            scope.docker().pauseContainerCmd(pod.containerId()).exec();
        } catch (DockerException e) {
            return new NodeEffect(Bracket.at(asked), false, name + " was not frozen: " + e.getMessage());
        }
        frozen.add(pod);
        long returned = now();
        Optional<EngineEvents.Seen> event = events.await(pod.containerId(), "pause", asked, EVENT_WITHIN);
        boolean paused = paused(pod);
        Bracket when = event.map(seen -> seen.since(asked, returned)).orElseGet(() -> new Bracket(asked, returned));
        String evidence = name + ": the engine says that it is " + (paused ? "paused" : "not paused")
                + (event.isPresent() ? ", its event came" : ", no event came");
        return new NodeEffect(when, paused && event.isPresent(), evidence);
    }

    private boolean paused(Pod pod) {
        return Boolean.TRUE.equals(scope.docker()
                .inspectContainerCmd(pod.containerId())
                .exec()
                .getState()
                .getPaused());
    }

    @Override
    Healed undoOnce() {
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        long from = now();
        List<Pod> ours = List.copyOf(frozen);
        List<String> left = new ArrayList<>(WayBack.each(ours, "unpaused", this::thaw));
        long returned = now();
        Bracket undone = ours.stream()
                .map(pod -> events.await(pod.containerId(), "unpause", from, EVENT_WITHIN))
                .flatMap(Optional::stream)
                .map(seen -> seen.since(from, returned))
                .reduce(Bracket::span)
                .orElseGet(() -> new Bracket(from, returned));
        boolean well = left.isEmpty();
        left.addAll(touch.evidence());
        return new Injection.Healed(undone, well, touch.touched(), List.copyOf(left));
    }

    /** A node that has died meanwhile, or that somebody else has unpaused, is not frozen any longer. */
    private void thaw(Pod pod) {
        try {
            scope.docker().unpauseContainerCmd(pod.containerId()).exec();
        } catch (DockerException e) {
            if (paused(pod)) {
                throw e;
            }
        }
    }
}
