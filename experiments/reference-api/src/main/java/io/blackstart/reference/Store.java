package io.blackstart.reference;

import java.sql.SQLException;
import java.util.Optional;

/** What the API needs of a database. */
interface Store extends AutoCloseable {

    /**
     * Commits one row of the ledger. Called twice with one id, it makes two rows: duplicates must be seen.
     *
     * @throws SQLException if it cannot be told that the row is committed; it may be there all the same
     */
    void append(String id, String node) throws SQLException;

    /** Hands on every id of the ledger, oldest first, without holding them all. */
    void ids(Listing listing) throws SQLException;

    /** The name of an item, if there is one of that number. */
    Optional<String> item(int number) throws SQLException;

    /** How busy the pool is right now. */
    Usage usage();

    @Override
    void close();

    /** Takes a list: how many bytes it has with a line's end after each id, and the ids. */
    interface Listing {
        void begin(long bytes, Ids ids) throws SQLException;
    }

    /** Ids, one after the other, then nothing. */
    interface Ids {
        Optional<String> next() throws SQLException;
    }

    /** Connections of the pool, and threads that wait for one. */
    record Usage(int inUse, int idle, int waiting) {}
}
