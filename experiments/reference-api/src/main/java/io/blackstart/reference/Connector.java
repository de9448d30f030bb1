package io.blackstart.reference;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Makes connections for the pool, one attempt after another, and hands on only those that answer as fast as a request needs.
 *
 * <p>The pool waits longer after each failure, up to 5 s, which would come on top of every outage of the database. So it is
 * not told of failures that trying again may mend: the pool's one thread that adds connections waits here instead.
 */
final class Connector implements DataSource, AutoCloseable {
    private static final Executor SAME_THREAD = Runnable::run;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PGSimpleDataSource driver = new PGSimpleDataSource();
    private final Settings.Database settings;
    private final CountDownLatch closed = new CountDownLatch(1);

    Connector(Settings.Database settings) {
        this.settings = settings;
        driver.setURL(settings.url());
        driver.setUser(settings.user());
        driver.setPassword(settings.password());
        driver.setConnectTimeout(1);
        driver.setSocketTimeout(1);
        driver.setTcpKeepAlive(true);
        driver.setSslMode("disable");
        driver.setApplicationName("reference-api");
        // Saves a round trip at connect.
        driver.setAssumeMinServerVersion("12");
    }

    /** A connection outside the pool whose round trips may take as long as given. One attempt. */
    Connection single(Duration roundTrip) throws SQLException {
        Connection connection = driver.getConnection();
        connection.setNetworkTimeout(SAME_THREAD, (int) roundTrip.toMillis());
        return connection;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return proven();
            } catch (SQLException e) {
                if (System.nanoTime() - until > 0 || closedAfterPause()) {
                    throw e;
                }
            }
        }
    }

    private Connection proven() throws SQLException {
        Connection connection = single(settings.queryTimeout());
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            return connection;
        } catch (SQLException e) {
            connection.abort(SAME_THREAD);
            throw e;
        }
    }

    private boolean closedAfterPause() {
        try {
            return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is set by DB_USER");
    }

    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("the driver's log is off");
    }

    /** Taken and left: the driver would start a thread for each attempt and abandon it; its own time-outs hold anyway. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
