package io.blackstart.docker.fault;

import io.blackstart.docker.Agent;
import io.blackstart.docker.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code destroy-data}: a crash, held, and its volume emptied; see {@link io.blackstart.fault.DestroyData}. */
final class DestroyInjection extends NodeInjection {

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final String volume;
    private final NodeDeath death;
    private final VolumePlaces places;
    private final FaultTraffic traffic;
    private Map<Pod, Long> processes = Map.of();

    DestroyInjection(List<Pod> pods, String volume, NodeDeath death, VolumePlaces places, FaultTraffic traffic) {
        super(pods);
        this.volume = volume;
        this.death = death;
        this.places = places;
        this.traffic = traffic;
        pods.forEach(pod -> places.volume(pod, volume));
    }

    @Override
    String deed() {
        return "start";
    }

    @Override
    long now() {
        return death.now();
    }

    @Override
    void prepare() {
        places.of(volume).agent().open();
        processes = death.aim(pods(), true);
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(2); // from the request to the signal, as measured
    }

    @Override
    Effect act() {
        Effect kill = death.kill(processes);
        if (!kill.applied()) {
            return kill;
        }
        List<String> evidence = new ArrayList<>(kill.evidence());
        boolean emptied = empty(evidence);
        return new Effect(kill.asked(), kill.effective(), emptied, List.copyOf(evidence));
    }

    /** One volume, whoever of the nodes mounts it; where nothing was in it, nothing was destroyed. */
    private boolean empty(List<String> evidence) {
        VolumePlaces.Place place = places.of(volume);
        Agent.Answer answer = place.agent().ask("empty", List.of(place.path()), AT_MOST);
        List<String> counts = answer.out().lines().toList();
        if (counts.size() != 2) {
            evidence.add("volume " + volume + " was not emptied: " + answer.out());
            return false;
        }
        evidence.add("volume " + volume + " had " + counts.get(0) + " entries, " + counts.get(1) + " are left"
                + (counts.get(0).equals("0") ? ": there was nothing to destroy" : ""));
        return answer.ok() && !counts.get(0).equals("0") && counts.get(1).equals("0");
    }

    @Override
    Healed undoOnce() {
        death.lower();
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        long from = now();
        List<String> left = new ArrayList<>(death.notHeld(pods()));
        left.addAll(death.release(pods()));
        boolean well = left.isEmpty();
        left.addAll(touch.evidence());
        return new Healed(death.until(from), well, touch.touched(), List.copyOf(left));
    }
}
