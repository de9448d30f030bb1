package io.blackstart.reference;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The whole API, wired: started by the constructor, left in an orderly way by {@link #close()}. */
final class ReferenceApi implements AutoCloseable {
    /** They parse requests and answer from memory, and wait for nothing but a slow client. */
    private static final int FRONT_THREADS = 16;

    private static final int BACKLOG = 1024;
    private static final Duration BULK_DEADLINE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Log log;
    private final Metrics metrics = new Metrics();
    private final ExecutorService front = Executors.newFixedThreadPool(FRONT_THREADS, Threads.named("front"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Threads.named("deadline"));
    private final CountDownLatch left = new CountDownLatch(1);
    private final Optional<Backend> backend;
    private final Readiness readiness;
    private final HttpServer server;

    /** Starts listening; does not wait for the database. */
    ReferenceApi(Settings settings, Log log) throws IOException {
        this.settings = settings;
        this.log = log;
        this.backend = settings.database().map(this::backend);
        this.readiness =
                new Readiness(settings.readiness(), backend.isPresent(), () -> met(backend), () -> up(backend));
        this.server = HttpServer.create(new InetSocketAddress(settings.port()), BACKLOG);
        server.setExecutor(front);
        server.createContext("/", new Api(settings.node(), readiness, metrics, log, backend.map(Backend::ledger)));
        server.start();
        log.info("listening", "port", port(), "database", backend.isPresent());
    }

    /** Where it listens. */
    int port() {
        return server.getAddress().getPort();
    }

    /** What the database needs, from the pool to the threads that wait for it. */
    private record Backend(Connector connector, Store store, DatabaseWatch watch, Api.Ledger ledger) {
        void close() {
            watch.close();
            ledger.requests().close();
            ledger.bulk().close();
            store.close();
        }
    }

    private Backend backend(Settings.Database database) {
        var connector = new Connector(database);
        var store = new Postgres(connector, database);
        var watch = new DatabaseWatch(connector, log);
        // Twice as many as connections: half of them may wait for one, which is where a pool's time-out counts.
        int threads = 2 * database.poolSize();
        var requests = new Bulkhead("database", threads, 4 * threads, database.answerTimeout(), timer, front);
        var bulk = new Bulkhead("bulk", 2, 8, BULK_DEADLINE, timer, front);
        Threads.named("database-watch").newThread(watch).start();
        gauges(store, watch, requests);
        return new Backend(connector, store, watch, new Api.Ledger(store, requests, bulk));
    }

    private void gauges(Store store, DatabaseWatch watch, Bulkhead requests) {
        metrics.gauge("api_database_up", () -> watch.up() ? 1 : 0);
        metrics.gauge("api_pool_in_use", () -> store.usage().inUse());
        metrics.gauge("api_pool_idle", () -> store.usage().idle());
        metrics.gauge("api_pool_waiting", () -> store.usage().waiting());
        metrics.gauge("api_bulkhead_waiting", requests::waiting);
    }

    private static boolean met(Optional<Backend> backend) {
        return backend.map(it -> it.watch.met()).orElse(false);
    }

    private static boolean up(Optional<Backend> backend) {
        return backend.map(it -> it.watch.up()).orElse(false);
    }

    /** Withdraws readiness, serves on until the balancer can know, lets requests in flight finish, leaves. Bounded. */
    @Override
    public void close() {
        readiness.withdraw();
        log.info("leaving", "notice", settings.shutdownNotice(), "drain", settings.shutdownDrain());
        try {
            // Nothing tells a node that its balancer has noticed; that takes the balancer's checks, a known time.
            if (left.await(settings.shutdownNotice().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            int unfinished = metrics.awaitIdle(settings.shutdownDrain().toMillis(), TimeUnit.MILLISECONDS);
            log.info("left", "unfinished", unfinished);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release();
        }
    }

    private void release() {
        left.countDown();
        server.stop(0);
        backend.ifPresent(Backend::close);
        timer.shutdownNow();
        front.shutdownNow();
    }
}
