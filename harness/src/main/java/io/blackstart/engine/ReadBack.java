package io.blackstart.engine;

import io.blackstart.journal.Event;
import io.blackstart.topology.Ledger;
import io.blackstart.topology.Topology;
import java.time.Duration;

/** Reads the ledger back from every node that the topology names. What cannot be read is journalled, never taken as empty. */
final class ReadBack {

    private static final long EACH_AT_MOST = Duration.ofSeconds(15).toNanos();

    private final RunArchive archive;
    private final Ticker ticker;

    ReadBack(RunArchive archive, Ticker ticker) {
        this.archive = archive;
        this.ticker = ticker;
    }

    void of(Topology topology, Deployment deployment) {
        topology.ledger().ifPresent(ledger -> topology.nodesOf(ledger.from())
                .forEach(node -> one(deployment, ledger, node.name())));
    }

    private void one(Deployment deployment, Ledger ledger, String node) {
        try {
            long ids = archive.readBack(node, out -> deployment.readLedger(node, ledger.read(), EACH_AT_MOST, out));
            archive.append(new Event.LedgerRead(ticker.nanos(), node, ids));
        } catch (Deployment.LedgerUnreadable e) {
            archive.append(new Event.LedgerUnreadable(ticker.nanos(), node, e.getMessage()));
        }
    }
}
