package io.blackstart.docker.fault;

import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.fault.ClockSkew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code clock-skew}: see {@link io.blackstart.fault.ClockSkew}; each node's clock is a {@link NodeClock}. */
final class ClockInjection extends NodeInjection {

    private final String id;
    private final ClockSkew fault;
    private final Map<Pod, NodeClock> clocks;
    private final FaultTraffic traffic;
    private final RunScope scope;

    ClockInjection(String id, ClockSkew fault, Map<Pod, NodeClock> clocks, FaultTraffic traffic, RunScope scope) {
        super(List.copyOf(clocks.keySet()));
        this.id = id;
        this.fault = fault;
        this.clocks = clocks;
        this.traffic = traffic;
        this.scope = scope;
    }

    @Override
    String deed() {
        return "true time for";
    }

    @Override
    long now() {
        return scope.ticker().nanos();
    }

    @Override
    void prepare() {
        List<String> unable = Parallel.map(clocks.values(), NodeClock::unable).stream()
                .flatMap(Optional::stream)
                .toList();
        if (!unable.isEmpty()) {
            throw new IllegalStateException(String.join("; ", unable));
        }
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(4); // from the request to the renamed file, as measured
    }

    @Override
    Effect act() {
        return NodeEffect.together(now(), Parallel.map(clocks.values(), clock -> clock.begin(id, fault)));
    }

    @Override
    Healed undoOnce() {
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        Effect told = NodeEffect.together(now(), Parallel.map(clocks.values(), clock -> clock.end(id)));
        List<String> evidence = new ArrayList<>(told.evidence());
        evidence.addAll(touch.evidence());
        return new Healed(told.effective(), told.applied(), touch.touched(), List.copyOf(evidence));
    }
}
