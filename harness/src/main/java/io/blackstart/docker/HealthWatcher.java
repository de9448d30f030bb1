package io.blackstart.docker;

import io.blackstart.engine.Deployment;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at every node, on a thread each, until closed. A healthy node is looked at once a second, another one often. */
final class HealthWatcher implements Deployment.Watch {

    private static final long OFTEN = Duration.ofMillis(50).toMillis();
    private static final long SELDOM = Duration.ofSeconds(1).toMillis();

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deployment.HealthListener listener;

    HealthWatcher(Map<String, NodeProbe> probes, Deployment.HealthListener listener) {
        this.listener = listener;
        probes.forEach(
                (node, probe) -> Parallel.daemon(() -> watch(node, probe)).start());
    }

    private void watch(String node, NodeProbe probe) {
        long lastNot = System.nanoTime();
        NodeProbe.State last = null;
        while (closed.getCount() > 0) {
            NodeProbe.Look look = look(probe);
            if (closed.getCount() == 0) {
                return; // What it saw may be the teardown already.
            }
            long now = System.nanoTime();
            boolean healthy = look.state() == NodeProbe.State.HEALTHY;
            if (healthy && last != NodeProbe.State.HEALTHY) {
                listener.healthy(node, new Bracket(lastNot, now));
            } else if (!healthy && (last == null || last == NodeProbe.State.HEALTHY)) {
                listener.unhealthy(node, now, look.why());
            }
            lastNot = healthy ? lastNot : now;
            last = look.state();
            pause(healthy ? SELDOM : OFTEN);
            lastNot = healthy ? now : lastNot;
        }
    }

    private static NodeProbe.Look look(NodeProbe probe) {
        try {
            return probe.look();
        } catch (RuntimeException e) {
            return new NodeProbe.Look(NodeProbe.State.NOT_YET, "the engine says: " + e.getMessage(), 0, false);
        }
    }

    private void pause(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
