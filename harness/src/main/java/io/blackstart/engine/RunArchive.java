package io.blackstart.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Where a run leaves its raw files, beside those that the load driver and the deployment write themselves. */
public interface RunArchive extends JournalSink {

    /**
     * Keeps what a node's ledger holds.
     *
     * @return how many ids it holds
     * @throws Deployment.LedgerUnreadable where the node gives it not, or not all; what was kept counts for nothing then
     * @throws java.io.UncheckedIOException where it cannot be written
     */
    long readBack(String node, Content content) throws Deployment.LedgerUnreadable;

    /** Image references to their digests or ids. */
    void images(Map<String, String> digests);

    /** What a node's ledger holds: one id a line, in its order, with doubles. Streamed, because it may be long. */
    @FunctionalInterface
    interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException, Deployment.LedgerUnreadable;
    }
}
