package io.blackstart.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.topology.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Whose health check counts: the file's before the image's, key by key. */
class HealthCommandTest {

    private static final com.github.dockerjava.api.model.HealthCheck IMAGES =
            new com.github.dockerjava.api.model.HealthCheck()
                    .withTest(List.of("CMD", "look", "inside"))
                    .withInterval(Duration.ofSeconds(7).toNanos())
                    .withTimeout(0L)
                    .withRetries(5);

    private static HealthCheck said(List<String> test, Optional<Duration> interval) {
        return new HealthCheck(test, interval, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    @Test
    void theImagesOwnCountsWhereTheFileHasNone() {
        assertThat(HealthCommand.of(Optional.empty(), Optional.of(IMAGES)))
                .contains(new HealthCommand(
                        List.of("look", "inside"), Duration.ofSeconds(7), Duration.ofSeconds(30), 5, Duration.ZERO));
    }

    @Test
    void timingAloneOverridesTimingAlone() {
        HealthCommand check = HealthCommand.of(
                        Optional.of(said(List.of(), Optional.of(Duration.ofSeconds(1)))), Optional.of(IMAGES))
                .orElseThrow();
        assertThat(check.argv()).containsExactly("look", "inside");
        assertThat(check.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(check.retries()).isEqualTo(5);
    }

    @Test
    void theFilesTestReplacesTheImages() {
        HealthCheck file = said(List.of("CMD-SHELL", "test -f a"), Optional.empty());
        assertThat(HealthCommand.of(Optional.of(file), Optional.of(IMAGES))
                        .orElseThrow()
                        .argv())
                .containsExactly("/bin/sh", "-c", "test -f a");
    }

    @Test
    void eitherCanSwitchItOff() {
        assertThat(HealthCommand.of(Optional.of(HealthCheck.none()), Optional.of(IMAGES)))
                .isEmpty();
        assertThat(HealthCommand.of(
                        Optional.empty(),
                        Optional.of(new com.github.dockerjava.api.model.HealthCheck().withTest(List.of("NONE")))))
                .isEmpty();
        assertThat(HealthCommand.of(Optional.of(said(List.of(), Optional.empty())), Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatTheFileLeavesOpenIsLeftOpenForTheEngine() {
        var told = HealthCommand.forEngine(said(List.of(), Optional.of(Duration.ofSeconds(1))));
        assertThat(told.getTest()).isNull();
        assertThat(told.getInterval()).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(told.getRetries()).isNull();
        assertThat(HealthCommand.forEngine(HealthCheck.none()).getTest()).containsExactly("NONE");
    }
}
