package io.blackstart.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void waiting_for_idle_ends_with_the_last_request() throws Exception {
        metrics.begun();
        var left = CompletableFuture.supplyAsync(this::awaitIdle);

        metrics.ended();

        assertThat(left.get(5, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void waiting_for_idle_is_bounded_and_says_what_is_left() throws Exception {
        metrics.begun();
        metrics.begun();

        assertThat(metrics.awaitIdle(20, TimeUnit.MILLISECONDS)).isEqualTo(2);
    }

    @Test
    void a_gauge_is_asked_when_the_metrics_are() {
        var value = new int[] {1};
        metrics.gauge("api_pool_idle", () -> value[0]);

        value[0] = 8;

        assertThat(metrics.text()).contains("# TYPE api_pool_idle gauge\napi_pool_idle 8\n");
    }

    private int awaitIdle() {
        try {
            return metrics.awaitIdle(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
