package io.blackstart.engine;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Journals each node's health after the faults, and knows whether all are healthy. Thread-safe. */
final class NodeWatch implements Deployment.HealthListener {

    private final JournalSink journal;
    private final Ticker ticker;
    private final Map<String, Boolean> healthy = new HashMap<>();

    NodeWatch(List<String> nodes, JournalSink journal, Ticker ticker) {
        this.journal = journal;
        this.ticker = ticker;
        nodes.forEach(node -> healthy.put(node, false));
    }

    @Override
    public void healthy(String node, Bracket since) {
        journal.append(new Event.NodeHealthy(ticker.nanos(), node, since));
        set(node, true);
    }

    @Override
    public void unhealthy(String node, long at, String why) {
        journal.append(new Event.NodeUnhealthy(at, node, why));
        set(node, false);
    }

    private synchronized void set(String node, boolean isHealthy) {
        healthy.put(node, isHealthy);
    }

    synchronized boolean allHealthy() {
        return healthy.values().stream().allMatch(is -> is);
    }

    /** Those that are not healthy. */
    synchronized List<String> missing() {
        return healthy.entrySet().stream()
                .filter(node -> !node.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
