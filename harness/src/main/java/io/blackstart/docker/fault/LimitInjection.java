package io.blackstart.docker.fault;

import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.fault.Cpu;
import io.blackstart.fault.Fault;
import io.blackstart.fault.OnLimits;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** {@code cpu} and {@code memory}: see {@link io.blackstart.fault.Cpu} and {@link io.blackstart.fault.Memory}. */
final class LimitInjection extends NodeInjection {

    /** The engine reads once a second. */
    private static final Duration SAMPLE_WITHIN = Duration.ofMillis(1500);

    private final String id;
    private final OnLimits fault;
    private final Limited limited;
    private final EngineEvents events;
    private final RunScope scope;
    private final Map<Pod, OnLimits> stages = new ConcurrentHashMap<>();
    private long asked;

    LimitInjection(String id, List<Pod> pods, OnLimits fault, Limited limited, EngineEvents events, RunScope scope) {
        super(pods);
        this.id = id;
        this.fault = fault;
        this.limited = limited;
        this.events = events;
        this.scope = scope;
        pods.forEach(limited::samples);
    }

    @Override
    String deed() {
        return "write back the limits of";
    }

    @Override
    long now() {
        return scope.ticker().nanos();
    }

    @Override
    void prepare() {
        pods().forEach(limited::samples);
        Parallel.forEach(pods(), pod -> limited.limits(pod).look());
    }

    @Override
    public Duration lead() {
        return Duration.ofMillis(15); // from the request to the end of the engine's update, as measured
    }

    @Override
    Effect act() {
        asked = now();
        return NodeEffect.together(asked, begin(fault));
    }

    private List<NodeEffect> begin(OnLimits stage) {
        return Parallel.map(pods(), pod -> {
            stages.put(pod, stage);
            return limited.limits(pod).begin(id, stage);
        });
    }

    @Override
    public Bracket change(Fault stage) {
        List<NodeEffect> each = begin((OnLimits) stage);
        each.stream().filter(one -> !one.applied()).findFirst().ifPresent(one -> {
            throw new IllegalStateException(one.evidence());
        });
        return NodeEffect.together(now(), each).effective();
    }

    @Override
    Healed undoOnce() {
        long to = now();
        Queue<Bracket> ends = new ConcurrentLinkedQueue<>();
        List<String> evidence = new ArrayList<>(WayBack.each(
                pods(),
                "given its own limits back",
                pod -> ends.add(limited.limits(pod).end(id))));
        Bracket undone = ends.stream().reduce(Bracket::span).orElseGet(() -> new Bracket(to, now()));
        boolean healed = evidence.isEmpty();
        List<LimitTouch> touches = Parallel.map(pods(), pod -> touch(pod, to));
        touches.forEach(touch -> evidence.add(touch.evidence()));
        boolean touched = touches.stream().allMatch(LimitTouch::touched);
        return new Healed(undone, healed, touched, List.copyOf(evidence));
    }

    /** The samples of a short fault may be still to come. */
    private LimitTouch touch(Pod pod, long to) {
        CgroupSamples samples = limited.samples(pod);
        if (samples.between(asked, to).samples().size() < 2) {
            samples.awaitAfter(to, SAMPLE_WITHIN);
        }
        CgroupCourse course = samples.between(asked, to);
        boolean died = events.find(pod.containerId(), "die", asked)
                .filter(event -> event.at() <= to)
                .isPresent();
        String node = pod.node().name();
        return fault instanceof Cpu ? LimitTouch.cpu(node, course) : LimitTouch.memory(node, course, died);
    }
}
