package io.blackstart.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReferenceApiTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    @Test
    void starts_and_answers_from_memory_while_the_database_is_not_there() {
        assertThatCode(() -> SelfCheck.run(Map.of())).doesNotThrowAnyException();
    }

    @Test
    void every_dependency_can_be_switched_off() throws Exception {
        try (ReferenceApi api = start(Map.of("PORT", "0"))) {
            assertThat(status(api, "GET", "/health/ready")).isEqualTo(200);
            assertThat(status(api, "GET", "/catalog/1")).isEqualTo(200);
            assertThat(status(api, "PUT", "/ledger/a")).isEqualTo(404);
            assertThat(status(api, "GET", "/items/1")).isEqualTo(404);
        }
    }

    @Test
    void leaves_without_an_unfinished_request() throws Exception {
        ReferenceApi api = start(Map.of("PORT", "0"));
        status(api, "GET", "/catalog/1");

        api.close();

        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("\"event\":\"left\",\"unfinished\":0");
    }

    @Test
    void a_database_that_accepts_and_says_nothing_fails_what_needs_it_and_nothing_else() throws Exception {
        try (var database = new SilentServer();
                ReferenceApi api = start(Map.of("PORT", "0", "DB_URL", url(database), "SHUTDOWN_DRAIN", "1s"))) {
            List<Integer> writes = inParallel(100, () -> status(api, "PUT", "/ledger/a"));

            assertThat(writes).containsOnly(503);
            assertThat(status(api, "GET", "/catalog/1")).isEqualTo(200);
            assertThat(status(api, "GET", "/health/ready")).isEqualTo(503);
            // One attempt of the pool's, one of the watch's, and one that is being hung up: they do not pile up.
            assertThat(database.mostOpen()).isBetween(1, 3);
        }
    }

    private static String url(SilentServer database) {
        return "jdbc:postgresql://127.0.0.1:" + database.port() + "/none";
    }

    private static List<Integer> inParallel(int times, Callable<Integer> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20, Threads.named("client"));
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(times, request))) {
                statuses.add(answer.get(10, TimeUnit.SECONDS));
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private ReferenceApi start(Map<String, String> environment) throws Exception {
        var out = new PrintStream(logged, true, StandardCharsets.UTF_8);
        return new ReferenceApi(Settings.from(environment), new Log(out, Clock.systemUTC(), System::nanoTime, "api"));
    }

    private static int status(ReferenceApi api, String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    }
}
