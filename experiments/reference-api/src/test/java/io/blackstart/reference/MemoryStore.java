package io.blackstart.reference;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A database that can be made to fail, to hang, and to break off. */
final class MemoryStore implements Store {
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile SQLException failure;
    private volatile boolean hanging;
    private volatile int breakAfter = Integer.MAX_VALUE;

    List<String> ids() {
        return ids;
    }

    void failWith(SQLException cause) {
        failure = cause;
    }

    void hang() {
        hanging = true;
    }

    void breakListAfter(int lines) {
        breakAfter = lines;
    }

    @Override
    public void append(String id, String node) throws SQLException {
        meetTrouble();
        ids.add(id);
    }

    @Override
    public Optional<String> item(int number) throws SQLException {
        meetTrouble();
        return number > 0 ? Optional.of("item " + number) : Optional.empty();
    }

    @Override
    public void ids(Listing listing) throws SQLException {
        Queue<String> left = new ArrayDeque<>(ids);
        String whole = left.isEmpty() ? "" : String.join("\n", left) + "\n";
        listing.begin(whole.getBytes(StandardCharsets.UTF_8).length, () -> next(left));
    }

    private Optional<String> next(Queue<String> left) throws SQLException {
        if (ids.size() - left.size() >= breakAfter) {
            throw new SQLException("connection lost");
        }
        return Optional.ofNullable(left.poll());
    }

    private void meetTrouble() throws SQLException {
        if (failure != null) {
            throw failure;
        }
        if (hanging) {
            awaitRelease();
        }
    }

    private void awaitRelease() throws SQLException {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
    }

    @Override
    public Usage usage() {
        return new Usage(0, 0, 0);
    }

    @Override
    public void close() {
        released.countDown();
    }
}
