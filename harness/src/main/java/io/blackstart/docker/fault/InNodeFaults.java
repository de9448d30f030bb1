package io.blackstart.docker.fault;

import io.blackstart.docker.ClockKit;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.fault.ClockSkew;
import io.blackstart.fault.Exec;
import io.blackstart.fault.InNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Faults made inside a node ({@link InNode}). */
final class InNodeFaults implements Mechanism {

    private final RunScope scope;
    private final TrafficCounters counters;
    private final Map<Pod, NodeClock> clocks = new ConcurrentHashMap<>();

    InNodeFaults(RunScope scope, TrafficCounters counters) {
        this.scope = scope;
        this.counters = counters;
    }

    @Override
    public void ready(List<Platform.Targeted> steps) {
        if (ClockKit.wanted(steps)) {
            scope.pods().values().stream()
                    .filter(pod -> ClockKit.has(scope.topology(), pod.node()))
                    .forEach(pod -> clocks.put(pod, new NodeClock(pod, scope)));
            Parallel.forEach(clocks.values(), NodeClock::equip);
        }
    }

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        InNode fault = (InNode) step.step().fault();
        List<Pod> pods = step.target().nodes().stream()
                .map(node -> scope.pods().get(node))
                .toList();
        return fault instanceof Exec exec
                ? new ExecInjection(pods, exec, scope, counters.of(id))
                : new ClockInjection(id, (ClockSkew) fault, clocksOf(pods), counters.of(id), scope);
    }

    private Map<Pod, NodeClock> clocksOf(List<Pod> pods) {
        Map<Pod, NodeClock> of = new LinkedHashMap<>();
        for (Pod pod : pods) {
            NodeClock clock = clocks.get(pod);
            if (clock == null) {
                throw new IllegalArgumentException(
                        "the clock of node " + pod.node().name()
                                + " cannot be changed: its service has not opted in (x-blackstart: { clock: ["
                                + pod.node().service() + "] })");
            }
            of.put(pod, clock);
        }
        return of;
    }
}
