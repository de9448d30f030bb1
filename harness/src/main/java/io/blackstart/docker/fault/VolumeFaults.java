package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.fault.DiskFull;
import io.blackstart.fault.OnVolume;
import java.util.List;

/** Faults of a volume ({@link OnVolume}): the state is {@link FullVolumes}'. */
final class VolumeFaults implements Mechanism {

    private final RunScope scope;
    private final VolumePlaces places;
    private final TrafficCounters counters;
    private final FullVolumes volumes = new FullVolumes();

    VolumeFaults(RunScope scope, VolumePlaces places, TrafficCounters counters) {
        this.scope = scope;
        this.places = places;
        this.counters = counters;
    }

    @Override
    public void ready(List<Platform.Targeted> steps) {
        places.ready(steps.stream()
                .map(step -> ((DiskFull) step.step().fault()).volume())
                .toList());
    }

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        List<Pod> pods = step.target().nodes().stream()
                .map(node -> scope.pods().get(node))
                .toList();
        DiskFull fault = (DiskFull) step.step().fault();
        return new FillInjection(id, pods, fault, volumes, places, counters.of(id), scope);
    }
}
