package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.fault.OnLimits;
import java.util.List;

/** Faults of what a node may use ({@link OnLimits}): the state is {@link NodeLimits}'. */
final class Resources implements Mechanism {

    private final RunScope scope;
    private final Limited limited;
    private final EngineEvents events;

    Resources(RunScope scope, Limited limited, EngineEvents events) {
        this.scope = scope;
        this.limited = limited;
        this.events = events;
    }

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        List<Pod> pods = step.target().nodes().stream()
                .map(node -> scope.pods().get(node))
                .toList();
        return new LimitInjection(id, pods, (OnLimits) step.step().fault(), limited, events, scope);
    }
}
