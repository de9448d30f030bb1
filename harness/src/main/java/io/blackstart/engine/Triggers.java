package io.blackstart.engine;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The events that steps wait for: which have come, and when. */
final class Triggers implements AutoCloseable {

    private static final long ASK_AGAIN = Duration.ofMillis(250).toNanos();

    private final Map<String, Step> steps = new HashMap<>();
    private final Injections injections;
    private final LiveView live;
    private final Ticker ticker;
    private final Lanes looks;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> holders = new ConcurrentHashMap<>();
    private final Map<String, Long> asked = new HashMap<>();
    private final List<Deployment.Watch> watches = new ArrayList<>();
    private Deployment deployment;

    Triggers(Injections injections, LiveView live, Ticker ticker, Lanes looks) {
        this.injections = injections;
        this.live = live;
        this.ticker = ticker;
        this.looks = looks;
    }

    /** Begins to look. */
    void watch(Experiment experiment, Deployment up) {
        deployment = up;
        for (Step step : experiment.method()) {
            steps.put(step.id(), step);
            if (step.start() instanceof Start.After after) {
                watch(after.trigger());
            }
        }
    }

    private void watch(Trigger trigger) {
        if (trigger instanceof Trigger.MarkerSeen marker) {
            watches.add(deployment.watchMarker(marker.marker(), at -> seen.putIfAbsent(key(marker), at)));
        }
        if (trigger instanceof Trigger.AcknowledgedWrites writes) {
            live.expect(writes.count());
        }
    }

    private static String key(Trigger trigger) {
        return trigger.toString();
    }

    /** When it came. */
    OptionalLong came(Trigger trigger) {
        looks.rethrow();
        if (trigger instanceof Trigger.StepBegan began) {
            return injections.began(steps.get(began.step()));
        }
        if (trigger instanceof Trigger.StepOver over) {
            return injections.over(steps.get(over.step()));
        }
        if (trigger instanceof Trigger.AcknowledgedWrites writes) {
            return live.acknowledged(writes.count());
        }
        if (trigger instanceof Trigger.RoleMoved moved) {
            ask(moved);
        }
        Long at = seen.get(key(trigger));
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** Asks now and then, beside the method: each asking takes as long as its command. */
    private void ask(Trigger.RoleMoved moved) {
        long now = ticker.nanos();
        boolean early = now - asked.getOrDefault(moved.role(), Long.MIN_VALUE / 2) < ASK_AGAIN;
        if (early || seen.containsKey(key(moved)) || !looks.idle("role " + moved.role())) {
            return;
        }
        asked.put(moved.role(), now);
        looks.run("role " + moved.role(), () -> look(moved));
    }

    /** Nobody holding it is not yet a move: a failover is over when somebody does. */
    private void look(Trigger.RoleMoved moved) {
        try {
            Set<String> now = new TreeSet<>(deployment.holders(moved.role()));
            Set<String> before = holders.putIfAbsent(moved.role(), now);
            if (before != null && !before.equals(now)) {
                seen.putIfAbsent(key(moved), ticker.nanos());
            }
        } catch (Deployment.RoleUnknown e) {
            // Asked again soon; what never comes is said by neverCame.
        }
    }

    /** What a step waited for in vain, for people. */
    String neverCame(Platform.Targeted targeted) {
        Trigger trigger = ((Start.After) targeted.step().start()).trigger();
        return "step " + targeted.step().id() + " waited for " + describe(trigger) + ", which never came";
    }

    static String describe(Trigger trigger) {
        if (trigger instanceof Trigger.StepBegan began) {
            return "step " + began.step() + " to take effect";
        }
        if (trigger instanceof Trigger.StepOver over) {
            return "step " + over.step() + " to be over";
        }
        if (trigger instanceof Trigger.MarkerSeen marker) {
            return "the marker " + marker.marker();
        }
        if (trigger instanceof Trigger.RoleMoved moved) {
            return "the role " + moved.role() + " to move";
        }
        return ((Trigger.AcknowledgedWrites) trigger).count() + " acknowledged writes";
    }

    @Override
    public void close() {
        watches.forEach(Deployment.Watch::close);
    }
}
