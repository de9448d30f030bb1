package io.blackstart.engine;

import io.blackstart.journal.Event;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The run's archive, which may stop taking anything (a full disk) while there is still a fault to undo and a topology to
 * remove: from its first failure on the run is asked to stop, and goes on backing out without it. Thread-safe.
 */
final class Journal implements RunArchive {

    private final RunArchive archive;
    private final StopSignal stop;

    Journal(RunArchive archive, StopSignal stop) {
        this.archive = archive;
        this.stop = stop;
    }

    @Override
    public void append(Event event) {
        attempt(() -> archive.append(event));
    }

    /**
     * Appends what has to be on disk before an act.
     *
     * @throws RuntimeException where it is not: then the act must not be
     */
    void appendFirst(Event event) {
        archive.append(event);
    }

    /** A ledger that cannot be written down is as good as unread: of half of it, the rest would look lost. */
    @Override
    public long readBack(String node, Content content) throws Deployment.LedgerUnreadable {
        try {
            return archive.readBack(node, content);
        } catch (UncheckedIOException e) {
            failed(e);
            throw new Deployment.LedgerUnreadable(e.getMessage(), e);
        }
    }

    @Override
    public void images(Map<String, String> digests) {
        attempt(() -> archive.images(digests));
    }

    private void attempt(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        stop.request(ExitCodes.UNAVAILABLE, "the run's folder cannot be written: " + e.getMessage());
    }
}
