package io.blackstart.docker.fault;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.fault.Quantity;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code stop}: the engine's stop; see {@link io.blackstart.fault.Stop}. What has not ended when it is to end is killed. */
final class StopInjection extends NodeInjection {

    private static final Duration KILLED_WITHIN = Duration.ofSeconds(10);

    private final RunScope scope;
    private final FaultTraffic traffic;
    private final Stopping stopping;
    private final Duration grace;
    private long asked;
    private List<String> late;

    StopInjection(List<Pod> pods, Duration grace, RunScope scope, EngineEvents events, FaultTraffic traffic) {
        super(pods);
        this.scope = scope;
        this.traffic = traffic;
        this.grace = grace;
        int seconds = seconds(grace);
        this.stopping = new Stopping(scope, events, (docker, pod) -> docker.stopContainerCmd(pod.containerId())
                .withTimeout(seconds)
                .exec());
    }

    /** The engine counts whole seconds. */
    static int seconds(Duration grace) {
        return (int) grace.plusSeconds(1).minusNanos(1).toSeconds();
    }

    @Override
    String deed() {
        return "stop";
    }

    @Override
    long now() {
        return scope.ticker().nanos();
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(18); // from the request to the signal, as measured
    }

    @Override
    Effect act() {
        asked = now();
        return NodeEffect.together(asked, stopping.tell(pods()));
    }

    @Override
    Healed undoOnce() {
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        List<String> evidence = new ArrayList<>();
        String gap = String.join("; ", late());
        long from = now();
        List<String> left = WayBack.each(pods(), "started", this::start);
        Bracket undone = new Bracket(from, now());
        evidence.addAll(left);
        pods().forEach(pod -> evidence.add(stopping.end(pod, asked)));
        evidence.addAll(touch.evidence());
        return new Healed(
                undone,
                left.isEmpty(),
                touch.touched(),
                List.copyOf(evidence),
                Optional.of(gap).filter(said -> !said.isEmpty()));
    }

    /** Who had not stopped when the first undo began: later ones find nodes that this one has started. */
    private List<String> late() {
        if (late == null) {
            double seconds = (now() - asked) / 1e9;
            late = pods().stream()
                    .filter(pod -> !stopping.ended(pod, Duration.ZERO) && mayRun(pod))
                    .map(pod -> late(pod, seconds))
                    .toList();
        }
        return late;
    }

    /** Of what cannot be looked at nobody knows. */
    private boolean mayRun(Pod pod) {
        try {
            return stopping.running(pod);
        } catch (DockerException e) {
            return true;
        }
    }

    private String late(Pod pod, double seconds) {
        return String.format(
                Locale.ROOT,
                "%s had not stopped after %.1f s when its undo began (grace %s): it served on, or was killed by the undo",
                pod.node().name(),
                seconds,
                Quantity.DURATION.text(grace.toNanos() / 1e9));
    }

    private void start(Pod pod) {
        if (!stopping.ended(pod, Duration.ZERO)) {
            kill(pod);
            stopping.ended(pod, KILLED_WITHIN);
        }
        try {
            scope.docker().startContainerCmd(pod.containerId()).exec();
        } catch (NotModifiedException e) {
            // It runs already, which is what is wanted.
        }
    }

    private void kill(Pod pod) {
        try {
            scope.docker().killContainerCmd(pod.containerId()).exec();
        } catch (ConflictException e) {
            // It has just ended by itself.
        }
    }
}
