package io.blackstart.engine;

import io.blackstart.experiment.Step;
import io.blackstart.fault.Existing;
import io.blackstart.journal.Bracket;
import io.blackstart.topology.Ledger;
import io.blackstart.topology.Node;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A platform whose topology is brought up once and stays: each further execution finds it as the last one left it, as soon as
 * every node is healthy again. Whoever has the platform removes the topology at the end.
 */
final class StandingPlatform implements Platform {

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final Platform platform;
    private final Ticker ticker;
    private final long patience;
    private Optional<Deployment> standing = Optional.empty();
    private int executions;

    /**
     * Nothing stands yet.
     *
     * @param patience how long nodes may take to be healthy again
     */
    StandingPlatform(Platform platform, Ticker ticker, Duration patience) {
        this.platform = platform;
        this.ticker = ticker;
        this.patience = patience.toNanos();
    }

    /** What stands, and is to be removed. */
    Optional<Deployment> standing() {
        return standing;
    }

    @Override
    public void prepareImages(Topology topology, StopSignal stop, Progress progress) {
        if (standing.isEmpty()) {
            platform.prepareImages(topology, stop, progress);
        }
    }

    @Override
    public void prepareFaults(List<Step> method, StopSignal stop, Progress progress) {
        if (standing.isEmpty()) {
            platform.prepareFaults(method, stop, progress);
        }
    }

    @Override
    public Deployment bringUp(String run, Topology topology, List<Targeted> steps, StopSignal stop, Progress progress) {
        executions++;
        if (standing.isEmpty()) {
            Deployment up = platform.bringUp(run, topology, steps, stop, progress);
            standing = Optional.of(up);
            return new Standing(up, executions);
        }
        Deployment up = standing.get();
        Standing again = new Standing(up, executions);
        awaitHealthy(again, topology, stop);
        up.again();
        return again;
    }

    private void awaitHealthy(Deployment up, Topology topology, StopSignal stop) {
        List<String> nodes = topology.nodes().stream().map(Node::name).toList();
        NodeWatch watch = new NodeWatch(nodes, event -> {}, ticker);
        Deployment.Watch watching = up.watchHealth(watch);
        try {
            long givenUp = ticker.nanos() + patience;
            while (!watch.allHealthy() && !stop.requested()) {
                if (ticker.nanos() >= givenUp) {
                    throw new BringUpFailed(notHealthy(watch), up, null);
                }
                ticker.awaitUntil(Math.min(givenUp, ticker.nanos() + LOOK_NANOS), stop);
            }
        } finally {
            watching.close();
        }
    }

    private String notHealthy(NodeWatch watch) {
        return "after the last repeat these nodes were not healthy again within " + patience / 1_000_000 + " ms: "
                + String.join(", ", watch.missing())
                + " (repeats with fresh: true begin on a topology of their own)";
    }

    /** What stands, for one execution: it leaves it as it is, and calls its steps by names of its own. */
    private static final class Standing implements Deployment {
        private final Deployment up;
        private final int execution;

        Standing(Deployment up, int execution) {
            this.up = up;
            this.execution = execution;
        }

        @Override
        public Injection prepare(String id, Targeted step) {
            return up.prepare(execution == 1 ? id : id + "@" + execution, step);
        }

        @Override
        public List<String> keep() {
            return List.of();
        }

        @Override
        public List<String> tearDown() {
            return List.of();
        }

        @Override
        public EntryPoint entry() {
            return up.entry();
        }

        @Override
        public Map<String, Bracket> ready() {
            return up.ready();
        }

        @Override
        public Map<String, String> images() {
            return up.images();
        }

        @Override
        public Redirection redirect(Targeted step, Existing existing) {
            return up.redirect(step, existing);
        }

        @Override
        public void loadBegins() {
            up.loadBegins();
        }

        @Override
        public List<String> holders(String role) throws RoleUnknown {
            return up.holders(role);
        }

        @Override
        public Watch watchMarker(String marker, LongConsumer seen) {
            return up.watchMarker(marker, seen);
        }

        @Override
        public Watch watchHealth(HealthListener listener) {
            return up.watchHealth(listener);
        }

        @Override
        public Watch watchSigns(JournalSink journal) {
            return up.watchSigns(journal);
        }

        @Override
        public void readLedger(String node, Ledger.Read read, long timeoutNanos, OutputStream to)
                throws LedgerUnreadable, IOException {
            up.readLedger(node, read, timeoutNanos, to);
        }

        @Override
        public List<String> breaks() {
            return up.breaks();
        }

        @Override
        public List<Notice> notices(Path runFolder) {
            return up.notices(runFolder);
        }

        @Override
        public void ask() {
            up.ask();
        }

        @Override
        public void collectLogs(Path runFolder) {
            up.collectLogs(runFolder);
        }
    }
}
