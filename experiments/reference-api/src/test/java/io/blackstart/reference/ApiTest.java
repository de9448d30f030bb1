package io.blackstart.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private final MemoryStore store = new MemoryStore();
    private final ServedApi api = new ServedApi(store);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_write_is_acknowledged_once_it_is_there() throws Exception {
        assertThat(api.send("PUT", "/ledger/a-1").statusCode()).isEqualTo(201);
        assertThat(store.ids()).containsExactly("a-1");
    }

    @Test
    void a_write_sent_twice_is_seen_twice() throws Exception {
        api.send("PUT", "/ledger/a-1");
        api.send("PUT", "/ledger/a-1");

        assertThat(api.send("GET", "/ledger").body()).isEqualTo("a-1\na-1\n");
    }

    @Test
    void an_empty_ledger_is_an_empty_list() throws Exception {
        HttpResponse<String> empty = api.send("GET", "/ledger");

        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
    }

    @Test
    void a_write_that_failed_is_not_acknowledged() throws Exception {
        store.failWith(new SQLException("connection refused"));

        HttpResponse<String> answer = api.send("PUT", "/ledger/a-1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("connection refused");
    }

    @Test
    void a_list_that_breaks_off_does_not_look_whole() throws Exception {
        store.append("a-1", "n");
        store.append("a-2", "n");
        store.breakListAfter(1);

        assertThatIOException().isThrownBy(() -> api.send("GET", "/ledger"));
    }

    @Test
    void a_database_that_hangs_is_answered_for_by_the_deadline() throws Exception {
        store.hang();
        long asked = System.nanoTime();

        HttpResponse<String> answer = api.send("GET", "/items/7");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("no answer in 300 ms");
        assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void a_database_that_hangs_leaves_the_rest_alone() throws Exception {
        store.hang();
        var stuck = api.sendMany("GET", "/items/7", 200);

        assertThat(api.send("GET", "/catalog/7").body()).isEqualTo("entry 7\n");
        assertThat(api.send("GET", "/health/live").statusCode()).isEqualTo(200);
        assertThat(stuck.get(10, TimeUnit.SECONDS)).containsOnly(503);
    }

    @Test
    void every_answer_says_who_gave_it() throws Exception {
        for (String path : List.of("/catalog/1", "/items/1", "/nothing", "/health/ready")) {
            assertThat(api.send("GET", path).headers().firstValue("X-Served-By"))
                    .as(path)
                    .contains("api-7");
        }
    }

    @Test
    void says_what_it_does_not_have() throws Exception {
        assertThat(api.send("GET", "/catalog/10001").statusCode()).isEqualTo(404);
        assertThat(api.send("GET", "/items/0").statusCode()).isEqualTo(404);
        assertThat(api.send("PUT", "/ledger/with%20space").statusCode()).isEqualTo(404);
        assertThat(api.send("PUT", "/catalog/1").statusCode()).isEqualTo(405);
    }

    @Test
    void a_balancer_may_ask_without_wanting_a_body() throws Exception {
        HttpResponse<String> answer = api.send("HEAD", "/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void counts_requests_by_name_and_status() throws Exception {
        api.send("GET", "/catalog/1");
        api.send("GET", "/catalog/2");
        api.send("GET", "/catalog/0");

        assertThat(api.send("GET", "/metrics").body())
                .contains("api_requests_total{name=\"catalog\",status=\"200\"} 2\n")
                .contains("api_requests_total{name=\"catalog\",status=\"404\"} 1\n");
    }
}
