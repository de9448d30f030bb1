package io.blackstart.docker.fault;

import com.github.dockerjava.api.exception.NotModifiedException;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code restart}: the engine's restart, over when the node runs again; see {@link io.blackstart.fault.Restart}. */
final class RestartInjection extends NodeInjection {

    private static final Duration START_WITHIN = Duration.ofSeconds(10);

    private final RunScope scope;
    private final EngineEvents events;
    private final FaultTraffic traffic;
    private final Stopping stopping;
    private final Map<Pod, Duration> graces;
    private Bracket effective;

    /**
     * A restart.
     *
     * @param graces how long each node may take to stop
     */
    RestartInjection(Map<Pod, Duration> graces, RunScope scope, EngineEvents events, FaultTraffic traffic) {
        super(List.copyOf(graces.keySet()));
        this.scope = scope;
        this.events = events;
        this.traffic = traffic;
        this.graces = graces;
        this.stopping = new Stopping(scope, events, (docker, pod) -> docker.restartContainerCmd(pod.containerId())
                .withTimeout(StopInjection.seconds(graces.get(pod)))
                .exec());
        this.effective = Bracket.at(scope.ticker().nanos());
    }

    @Override
    String deed() {
        return "restart";
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
        Effect effect = NodeEffect.together(now(), stopping.tell(pods()));
        effective = effect.effective();
        return effect;
    }

    @Override
    Healed undoOnce() {
        pods().forEach(pod -> stopping.ended(pod, graces.get(pod).plus(START_WITHIN)));
        List<String> left = new ArrayList<>(WayBack.each(pods(), "started again", this::start));
        boolean well = left.isEmpty();
        pods().forEach(pod -> left.add(stopping.end(pod, effective.from())));
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        left.addAll(touch.evidence());
        return new Healed(over(), well, touch.touched(), List.copyOf(left));
    }

    private void start(Pod pod) {
        if (!stopping.running(pod)) {
            try {
                scope.docker().startContainerCmd(pod.containerId()).exec();
            } catch (NotModifiedException e) {
                // It runs already, which is what is wanted.
            }
        }
    }

    /** When each ran again: after its death, at the latest when the engine says that it has started it. */
    private Bracket over() {
        return pods().stream()
                .map(this::over)
                .flatMap(Optional::stream)
                .reduce(Bracket::span)
                .orElse(effective);
    }

    private Optional<Bracket> over(Pod pod) {
        Optional<EngineEvents.Seen> started = events.find(pod.containerId(), "start", effective.from());
        long died = events.find(pod.containerId(), "die", effective.from())
                .map(EngineEvents.Seen::at)
                .orElse(effective.to());
        return started.map(seen -> Math.max(effective.to(), seen.at()))
                .map(at -> new Bracket(Math.min(at, Math.max(effective.to(), died)), at));
    }
}
