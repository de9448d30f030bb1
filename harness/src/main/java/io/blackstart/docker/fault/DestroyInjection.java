package io.blackstart.docker.fault;

import io.blackstart.docker.Agent;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.journal.Bracket;
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
    private final TrafficCounters counters;
    private Map<Pod, Long> processes = Map.of();

    DestroyInjection(List<Pod> pods, String volume, NodeDeath death, VolumePlaces places, TrafficCounters counters) {
        super(pods);
        this.volume = volume;
        this.death = death;
        this.places = places;
        this.counters = counters;
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
        pods().forEach(pod -> places.of(volume).agent().open());
        death.hold(pods());
        processes = death.aim(pods());
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
        List<NodeEffect> emptied = Parallel.map(pods(), this::empty);
        emptied.forEach(one -> evidence.add(one.evidence()));
        boolean all = emptied.stream().allMatch(NodeEffect::applied);
        return new Effect(kill.asked(), kill.effective(), all, List.copyOf(evidence));
    }

    private NodeEffect empty(Pod pod) {
        VolumePlaces.Place place = places.of(volume);
        Agent.Answer answer = place.agent().ask("empty", List.of(place.path()), AT_MOST);
        List<String> counts = answer.out().lines().toList();
        boolean empty = answer.ok() && counts.size() == 2 && counts.get(1).equals("0");
        String said = counts.size() == 2
                ? "volume " + volume + " had " + counts.get(0) + " entries, " + counts.get(1) + " are left"
                : "volume " + volume + " was not emptied: " + answer.out();
        return new NodeEffect(Bracket.at(now()), empty, pod.node().name() + ": " + said);
    }

    @Override
    Healed undoOnce() {
        death.lower();
        TrafficCounters.Touch touch = read(() -> counters.touchedNodes(pods()));
        long from = now();
        List<String> left = new ArrayList<>(death.notHeld(pods()));
        left.addAll(death.release(pods()));
        boolean well = left.isEmpty();
        left.addAll(touch.evidence());
        return new Healed(death.until(from), well, touch.touched(), List.copyOf(left));
    }
}
