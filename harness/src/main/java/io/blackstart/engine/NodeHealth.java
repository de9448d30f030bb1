package io.blackstart.engine;

import io.blackstart.journal.Bracket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which nodes are not healthy now, for guardrails. Thread-safe. */
final class NodeHealth implements Deployment.HealthListener {

    private final Set<String> lost = new TreeSet<>();

    @Override
    public synchronized void healthy(String node, Bracket since) {
        lost.remove(node);
    }

    @Override
    public synchronized void unhealthy(String node, long at, String why) {
        lost.add(node);
    }

    synchronized List<String> lost() {
        return List.copyOf(lost);
    }
}
