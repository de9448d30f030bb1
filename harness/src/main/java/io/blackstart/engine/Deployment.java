package io.blackstart.engine;

import io.blackstart.fault.Existing;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Sign;
import io.blackstart.topology.Ledger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A topology that is up. */
public interface Deployment {

    /** Where the load goes. */
    EntryPoint entry();

    /** When each node got ready, by its name. */
    Map<String, Bracket> ready();

    /** Image references to their digests or ids. */
    Map<String, String> images();

    /**
     * Prepares an injection: everything that can be done before its instant.
     *
     * @param id of the occurrence, unique in the run
     * @throws IllegalArgumentException where the fault cannot act on this target
     */
    Injection prepare(String id, Platform.Targeted step);

    /**
     * Sends the new connections of a link that no step was aimed at before through the proxies that this step's fault needs.
     *
     * @param existing whether connections that are open live on, past the proxies, or are reset
     * @return its release, after which new connections are direct again and open ones live on
     */
    default Redirection redirect(Platform.Targeted step, Existing existing) {
        throw new UnsupportedOperationException("links cannot be redirected here in the middle of a run");
    }

    /**
     * Marks the begin of load: traffic counters from here on are compared with what was seen before, so that health checks
     * do not count as traffic.
     */
    void loadBegins();

    /**
     * Another execution begins on this topology, which is healthy and which nobody loads: what was counted and seen of the
     * last one is not taken for something of this one, nor collected again.
     */
    default void again() {}

    /**
     * The nodes that hold a role now; each of its candidates is asked.
     *
     * @throws RoleUnknown where none answers so
     */
    List<String> holders(String role) throws RoleUnknown;

    /** Reads the logs for a marker of the topology until closed; says the first instant at which it was seen, once. */
    Watch watchMarker(String marker, java.util.function.LongConsumer seen);

    /** Watches every node's health until closed, on its own threads, and says each change to the listener. */
    Watch watchHealth(HealthListener listener);

    /**
     * Asks those of the topology who show signs, such as its Alertmanager, again and again until closed, on its own threads, and
     * journals what they show and whether they answer ({@code Event.SignsRead}, {@code SignsUnread}, {@code SignShown},
     * {@code SignGone}). What follows the closing is not journalled.
     */
    default Watch watchSigns(JournalSink journal) {
        return () -> {};
    }

    /**
     * Reads the ledger back from one node: one id a line, UTF-8.
     *
     * @param out is given what the node says as it comes; not closed
     * @throws LedgerUnreadable where it does not answer wholly within {@code timeoutNanos}
     * @throws IOException where {@code out} throws it
     */
    void readLedger(String node, Ledger.Read read, long timeoutNanos, OutputStream out)
            throws LedgerUnreadable, IOException;

    /**
     * What of our own stands in the system's way, broke since bring-up, and broke the system with it, whether any fault was there
     * or not: a line each. No outage of the system is known where there is any.
     */
    default List<String> breaks() {
        return List.of();
    }

    /**
     * What was noticed since bring-up: markers of the topology in the nodes' output, and changes of health that the engine
     * said; in no order.
     *
     * @param runFolder where {@link #collectLogs} has written
     */
    default List<Notice> notices(Path runFolder) {
        return List.of();
    }

    /**
     * Asks the engine for nothing, and returns with its answer: every act has to wait for so long.
     *
     * @throws RuntimeException where it does not answer
     */
    void ask();

    /** Writes each node's output to {@code logs/NODE.log} below the run's folder, and the engine's events. */
    void collectLogs(Path runFolder);

    /**
     * Leaves the topology as it is, without anything on it that was there for faults, and lets it outlive this process.
     *
     * @return what could not be taken off
     */
    List<String> keep();

    /**
     * Removes everything; idempotent; goes on after failures.
     *
     * @return what could not be removed
     */
    List<String> tearDown();

    /**
     * Where the load goes.
     *
     * @param baseUrl with an address, not a name
     * @param how the entry's own address, or the port published on 127.0.0.1, and what follows
     * @param direct whether no proxy of the engine stands between
     */
    record EntryPoint(String baseUrl, String how, boolean direct) {}

    /**
     * A sign that was seen.
     *
     * @param wallNanos when, by the wall clock of the engine's host: epoch nanoseconds
     */
    record Notice(Sign sign, String node, long wallNanos) {}

    /** Is told of each change, and of each node's first state. Called from other threads. */
    interface HealthListener {
        /** Healthy: not before {@code since.from}, at the latest at {@code since.to}. */
        void healthy(String node, Bracket since);

        /** Not healthy at that instant. */
        void unhealthy(String node, long at, String why);
    }

    /** A link that goes through proxies until it is released. */
    interface Redirection extends AutoCloseable {
        /**
         * Releases it.
         *
         * @throws IllegalStateException where a fault is still on it
         */
        @Override
        void close();
    }

    /** A watch that can be ended. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** No node says that it holds a role. */
    final class RoleUnknown extends Exception {
        private static final long serialVersionUID = 1L;

        public RoleUnknown(String message) {
            super(message);
        }
    }

    /** The ledger of a node did not answer. */
    final class LedgerUnreadable extends Exception {
        private static final long serialVersionUID = 1L;

        public LedgerUnreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
