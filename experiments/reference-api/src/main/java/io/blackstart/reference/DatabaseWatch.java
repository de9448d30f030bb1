package io.blackstart.reference;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches the database through a connection of its own: makes the tables at the first contact, then asks twice a second.
 *
 * <p>Readiness is read from here, so that asking for it costs the database nothing and never waits.
 */
final class DatabaseWatch implements Runnable, AutoCloseable {
    /** Generous against the requests' own: slow is not gone. */
    private static final Duration ROUND_TRIP = Duration.ofSeconds(1);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final Connector connector;
    private final Log log;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean up;
    private volatile boolean met;

    DatabaseWatch(Connector connector, Log log) {
        this.connector = connector;
        this.log = log;
    }

    /** Whether the database answered when last asked. */
    boolean up() {
        return up;
    }

    /** Whether the tables are known to be there, since once it answered. */
    boolean met() {
        return met;
    }

    /** Watches until closed. */
    @Override
    public void run() {
        boolean over = false;
        while (!over) {
            over = watchOneConnection() || pause(BETWEEN_ATTEMPTS);
        }
    }

    private boolean watchOneConnection() {
        try (Connection connection = connector.single(ROUND_TRIP);
                Statement statement = connection.createStatement()) {
            prepare(statement);
            return askUntilClosed(statement);
        } catch (SQLException e) {
            log.warn("database-down", "cause", Log.why(e));
            up = false;
            return false;
        }
    }

    private boolean askUntilClosed(Statement statement) throws SQLException {
        do {
            statement.execute("select 1");
            seen();
        } while (!pause(BETWEEN_QUESTIONS));
        return true;
    }

    private void seen() {
        if (!up) {
            up = true;
            log.info("database-up");
        }
    }

    /** Three nodes start at once, and "if not exists" alone does not keep two of them from making the same table. */
    private void prepare(Statement statement) throws SQLException {
        if (met) {
            return;
        }
        statement.execute("begin; select pg_advisory_xact_lock(7205759);"
                + "create table if not exists ledger (id text not null, node text not null, at timestamptz not null);"
                + "create table if not exists items (number int primary key, name text not null);"
                + "insert into items select n, 'item ' || n from generate_series(1, " + Catalog.SIZE + ") n"
                + " where not exists (select 1 from items);"
                + "commit");
        met = true;
    }

    private boolean pause(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
