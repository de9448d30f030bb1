package io.blackstart.docker.fault;

import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code oom}: see {@link io.blackstart.fault.Oom}; each node's own death is {@link MemoryPress}'s. */
final class OomInjection extends NodeInjection {

    private static final Logger LOG = LoggerFactory.getLogger(OomInjection.class);

    private final boolean held;
    private final NodeDeath death;
    private final FaultTraffic traffic;
    private final Map<Pod, MemoryPress> presses = new LinkedHashMap<>();
    private Bracket effective;

    OomInjection(Map<Pod, MemoryPress> presses, boolean held, NodeDeath death, FaultTraffic traffic) {
        super(List.copyOf(presses.keySet()));
        this.presses.putAll(presses);
        this.held = held;
        this.death = death;
        this.traffic = traffic;
        this.effective = Bracket.at(death.now());
        Parallel.forEach(presses.values(), OomInjection::ahead);
    }

    /** A node that does not run now may when its time comes, and says so then where it does not. */
    private static void ahead(MemoryPress press) {
        try {
            press.prepare();
        } catch (IllegalStateException e) {
            LOG.info("not made ready ahead of time: {}", e.getMessage());
        }
    }

    @Override
    String deed() {
        return "write back the memory limit of";
    }

    @Override
    long now() {
        return death.now();
    }

    @Override
    void prepare() {
        if (held) {
            death.hold(pods());
        }
        Parallel.forEach(presses.values(), MemoryPress::arm);
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(100); // the lowering of the limit and the taking, as measured
    }

    @Override
    Effect act() {
        Effect effect = NodeEffect.together(now(), Parallel.map(presses.values(), MemoryPress::press));
        effective = effect.effective();
        return effect;
    }

    @Override
    Healed undoOnce() {
        FaultTraffic.Touch touch = read(() -> traffic.touchedNodes(pods()));
        long from = now();
        List<String> left = new ArrayList<>(WayBack.each(
                pods(), "given its memory back", pod -> presses.get(pod).release()));
        left.addAll(held ? death.release(pods()) : List.of());
        boolean well = left.isEmpty();
        left.addAll(touch.evidence());
        return new Healed(held ? death.until(from) : effective, well, touch.touched(), List.copyOf(left));
    }
}
