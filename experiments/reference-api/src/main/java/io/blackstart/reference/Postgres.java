package io.blackstart.reference;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** The database, through a pool of fixed size. */
final class Postgres implements Store {
    /** For reading the whole ledger, which nobody waits for with a deadline. */
    private static final Duration BULK = Duration.ofSeconds(10);

    private static final int ROWS_AT_A_TIME = 1000;

    private final Connector connector;
    private final HikariDataSource pool;

    /** Starts to connect in the background: a database that is not there yet delays nothing. */
    Postgres(Connector connector, Settings.Database settings) {
        this.connector = connector;
        var config = new HikariConfig();
        config.setPoolName("api");
        config.setDataSource(connector);
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(settings.poolTimeout().toMillis());
        config.setValidationTimeout(250);
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
    }

    @Override
    public void append(String id, String node) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger (id, node, at) values (?, ?, clock_timestamp())")) {
            insert.setString(1, id);
            insert.setString(2, node);
            insert.executeUpdate();
        }
    }

    @Override
    public Optional<String> item(int number) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("select name from items where number = ?")) {
            select.setInt(1, number);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public void ids(Listing listing) throws SQLException {
        // Outside the pool: a long read must not keep a connection from the requests.
        try (Connection connection = connector.single(BULK);
                Statement select = connection.createStatement()) {
            // One snapshot, so that the length holds; and the driver reads through a cursor only within a transaction.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            select.setFetchSize(ROWS_AT_A_TIME);
            long bytes = length(select);
            try (ResultSet rows = select.executeQuery("select id from ledger order by at")) {
                listing.begin(bytes, () -> rows.next() ? Optional.of(rows.getString(1)) : Optional.empty());
            }
        }
    }

    private static long length(Statement select) throws SQLException {
        try (ResultSet length = select.executeQuery("select coalesce(sum(octet_length(id) + 1), 0) from ledger")) {
            length.next();
            return length.getLong(1);
        }
    }

    @Override
    public Usage usage() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return new Usage(now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection());
    }

    @Override
    public void close() {
        connector.close();
        pool.close();
    }
}
