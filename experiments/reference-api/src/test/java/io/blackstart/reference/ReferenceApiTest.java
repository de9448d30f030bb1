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
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceApiTest {
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

    private ReferenceApi start(Map<String, String> environment) throws Exception {
        var out = new PrintStream(logged, true, StandardCharsets.UTF_8);
        return new ReferenceApi(Settings.from(environment), new Log(out, Clock.systemUTC(), System::nanoTime, "api"));
    }

    private static int status(ReferenceApi api, String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
