package io.blackstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.engine.ExitCodes;
import io.blackstart.engine.StopSignal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code limits.runTime}. */
class TimeLimitTest {

    private final StopSignal stop = new StopSignal();

    @Test
    void aRunThatTakesLongerIsAskedToEnd() throws InterruptedException {
        try (TimeLimit limit = TimeLimit.of(Optional.of(Duration.ofMillis(10)), stop)) {
            assertThat(limit).isNotNull();
            assertThat(stop.await(TimeUnit.SECONDS.toNanos(10))).isTrue();
        }
        assertThat(stop.reason().orElseThrow().exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(stop.reason().orElseThrow().text())
                .isEqualTo("the run took longer than its limit (limits.runTime), 0.01 s");
    }

    @Test
    void oneThatIsOverBeforeIsNot() throws InterruptedException {
        TimeLimit.of(Optional.of(Duration.ofMillis(200)), stop).close();
        assertThat(stop.await(TimeUnit.MILLISECONDS.toNanos(400))).isFalse();
    }

    @Test
    void aReasonThatCameBeforeStays() throws InterruptedException {
        stop.request(ExitCodes.INTERRUPTED, "interrupted");
        try (TimeLimit limit = TimeLimit.of(Optional.of(Duration.ZERO), stop)) {
            assertThat(limit).isNotNull();
        }
        assertThat(stop.reason().orElseThrow().exit()).isEqualTo(ExitCodes.INTERRUPTED);
    }
}
