package io.blackstart.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Lanes lanes = new Lanes(tasks::add);
    private final List<String> done = new ArrayList<>();

    private void runNext() {
        tasks.remove().run();
    }

    @Test
    void actsOfOneLaneComeOneAfterTheOther() {
        lanes.run("1", () -> done.add("inject"));
        lanes.run("1", () -> done.add("undo"));
        lanes.run("2", () -> done.add("other"));

        assertThat(tasks).hasSize(2);
        runNext();
        runNext();
        runNext();
        assertThat(done).containsExactly("inject", "other", "undo");
        assertThat(lanes.idle()).isTrue();
    }

    @Test
    void whatHasNotBegunWhenTheyCloseNeverDoes() {
        lanes.run("1", () -> done.add("arm"));
        lanes.run("1", () -> done.add("inject"));
        runNext();
        lanes.close();
        assertThat(lanes.idle("1")).isFalse();
        runNext();

        assertThat(done).containsExactly("arm");
        assertThat(lanes.idle("1")).isTrue();
        assertThat(lanes.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void aLaneIsBusyUntilItsActHasEnded() {
        lanes.run("1", () -> assertThat(lanes.idle("1")).isFalse());
        assertThat(lanes.idle("1")).isFalse();
        assertThat(lanes.idle("2")).isTrue();
        runNext();
        assertThat(lanes.idle("1")).isTrue();
        lanes.rethrow();
    }

    @Test
    void theFirstFailureStaysAndNothingBeginsAfterIt() {
        lanes.run("1", () -> {
            throw new IllegalStateException("first");
        });
        lanes.run("2", () -> done.add("never"));
        runNext();
        runNext();

        assertThat(done).isEmpty();
        assertThatThrownBy(lanes::rethrow).hasMessage("first");
    }
}
