package io.blackstart.reference;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/** The end points on a port of the loopback interface, over a store of memory, and a client. */
final class ServedApi implements AutoCloseable {
    private final Store store;
    private final ExecutorService front = Executors.newFixedThreadPool(4, Threads.named("front"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Threads.named("timer"));
    private final Bulkhead requests = new Bulkhead("database", 4, 16, Duration.ofMillis(300), timer, front);
    private final Bulkhead bulk = new Bulkhead("bulk", 1, 1, Duration.ofSeconds(5), timer, front);
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    ServedApi(Store store) {
        this.store = store;
        var log = new Log(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Clock.systemUTC(),
                System::nanoTime,
                "api-7");
        var readiness = new Readiness(Settings.Readiness.ONCE, true, () -> true, () -> true);
        var ledger = Optional.of(new Api.Ledger(store, requests, bulk));
        this.server = serve(new Api("api-7", readiness, new Metrics(), log, ledger));
    }

    private HttpServer serve(Api api) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            started.setExecutor(front);
            started.createContext("/", api);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return client.send(request(method, path), BodyHandlers.ofString());
    }

    /** Sends the same request many times at once; the answers' status codes. */
    CompletableFuture<List<Integer>> sendMany(String method, String path, int count) {
        var sent = IntStream.range(0, count)
                .mapToObj(i -> client.sendAsync(request(method, path), BodyHandlers.ofString()))
                .toList();
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenApply(
                        all -> sent.stream().map(it -> it.join().statusCode()).toList());
    }

    private HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
        store.close();
        requests.close();
        bulk.close();
        timer.shutdownNow();
        front.shutdownNow();
    }
}
