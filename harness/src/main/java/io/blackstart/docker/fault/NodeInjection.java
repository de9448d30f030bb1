package io.blackstart.docker.fault;

import io.blackstart.docker.Pod;
import io.blackstart.engine.Injection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What injections on nodes have in common: an intent by container, a preparation whose failure is said later, one undo. */
abstract class NodeInjection implements Injection {

    private final List<Pod> pods;
    private boolean armed;
    private String notArmed = "";
    private Healed healed;

    NodeInjection(List<Pod> pods) {
        this.pods = List.copyOf(pods);
    }

    List<Pod> pods() {
        return pods;
    }

    /** What the intent says of each node, before its name. */
    abstract String deed();

    /** Makes ready; throws where that is not possible. */
    void prepare() {}

    /** Acts, made ready. */
    abstract Effect act();

    /** Undoes; called again only where something was left. */
    abstract Healed undoOnce();

    abstract long now();

    /** What the counters say; where they cannot be read nothing is proven, and the undo goes on. */
    static FaultTraffic.Touch read(Supplier<FaultTraffic.Touch> counters) {
        try {
            return counters.get();
        } catch (IllegalStateException e) {
            return new FaultTraffic.Touch(false, List.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Map<String, String> intent() {
        Map<String, String> intent = new TreeMap<>();
        pods.forEach(pod -> intent.put(deed() + " " + pod.node().name(), pod.containerId()));
        return intent;
    }

    @Override
    public final void arm() {
        armed = true;
        try {
            prepare();
            notArmed = "";
        } catch (RuntimeException e) {
            notArmed = String.valueOf(e.getMessage());
        }
    }

    @Override
    public final Effect inject() {
        if (!armed) {
            arm();
        }
        return notArmed.isEmpty() ? act() : NodeEffect.none(now(), notArmed);
    }

    @Override
    public final Healed undo() {
        if (healed == null || !healed.healed()) {
            healed = undoOnce();
        }
        return healed;
    }
}
