package io.blackstart.docker.fault;

import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.fault.DiskFull;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code disk-full}: see {@link io.blackstart.fault.DiskFull}. That a write was refused is seen by the service alone, so traffic
 * met it where requests reached the node.
 */
final class FillInjection extends NodeInjection {

    private final String id;
    private final DiskFull fault;
    private final FullVolumes volumes;
    private final VolumePlaces places;
    private final FaultTraffic traffic;
    private final RunScope scope;

    FillInjection(
            String id,
            List<Pod> pods,
            DiskFull fault,
            FullVolumes volumes,
            VolumePlaces places,
            FaultTraffic traffic,
            RunScope scope) {
        super(pods);
        this.id = id;
        this.fault = fault;
        this.volumes = volumes;
        this.places = places;
        this.traffic = traffic;
        this.scope = scope;
        pods.forEach(this::check);
    }

    private void check(Pod pod) {
        if (!VolumePlaces.limited(places.volume(pod, fault.volume()))) {
            throw new IllegalArgumentException("volume " + fault.volume() + " of node "
                    + pod.node().name()
                    + " has no size limit, and the machine's own disk is not filled; give it driver_opts:"
                    + " { type: tmpfs, device: tmpfs, o: size=16m }");
        }
    }

    @Override
    String deed() {
        return "free volume " + fault.volume() + " of";
    }

    @Override
    long now() {
        return scope.ticker().nanos();
    }

    @Override
    void prepare() {
        places.of(fault.volume()).agent().open();
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(8); // from the request to the last byte of 16 MB, as measured
    }

    @Override
    Effect act() {
        return NodeEffect.together(now(), Parallel.map(pods(), this::fill));
    }

    private NodeEffect fill(Pod pod) {
        FullVolumes.Filled filled = volumes.begin(id, places.of(fault.volume()), fault.leave());
        return new NodeEffect(filled.when(), filled.done(), line(pod, filled));
    }

    private String line(Pod pod, FullVolumes.Filled filled) {
        return pod.node().name() + ", volume " + fault.volume() + ": " + filled.said();
    }

    @Override
    Healed undoOnce() {
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        long from = now();
        List<FullVolumes.Filled> freed = Parallel.map(pods(), pod -> volumes.end(id, places.of(fault.volume())));
        List<String> evidence = new ArrayList<>();
        for (int i = 0; i < freed.size(); i++) {
            evidence.add(line(pods().get(i), freed.get(i)));
        }
        evidence.addAll(touch.evidence());
        Bracket undone = freed.stream()
                .map(FullVolumes.Filled::when)
                .reduce(Bracket::span)
                .orElseGet(() -> Bracket.at(from));
        boolean healed = freed.stream().allMatch(FullVolumes.Filled::done);
        return new Healed(undone, healed, touch.touched(), List.copyOf(evidence));
    }
}
