package io.blackstart.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private final Log log = new Log(
            new PrintStream(written, true, StandardCharsets.UTF_8),
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
            nanos::get,
            "api-1");

    @Test
    void a_line_is_one_object() {
        log.info("listening", "port", 8080, "why", "a \"quote\"\nand a line");

        assertThat(lines())
                .containsExactly("{\"at\":\"2026-01-02T03:04:05Z\",\"level\":\"info\",\"node\":\"api-1\","
                        + "\"event\":\"listening\",\"port\":8080,\"why\":\"a \\\"quote\\\"\\u000aand a line\"}");
    }

    @Test
    void what_happens_with_every_request_is_said_once_a_second_with_a_count() {
        for (int i = 0; i < 10; i++) {
            log.warn("unavailable");
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
        }

        assertThat(lines()).hasSize(2);
        assertThat(lines()[0]).endsWith("\"unsaid\":0}");
        assertThat(lines()[1]).endsWith("\"unsaid\":4}");
    }

    @Test
    void a_failure_names_its_root_cause() {
        var failure = new IllegalStateException("attempt failed", new RuntimeException(new Exception("no such host")));

        assertThat(Log.why(failure)).isEqualTo("attempt failed (java.lang.Exception: no such host)");
        assertThat(Log.why(new Exception("refused"))).isEqualTo("refused");
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).split("\n");
    }
}
