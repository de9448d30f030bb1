package io.blackstart.analysis;

import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.objective.Estimate;
import org.junit.jupiter.api.Test;

class FailoverTest {

    /** A hundred requests a second, answered in 4 ms. */
    private static Story calm() {
        return story().served(0, 10, 100, 0.004);
    }

    private static void holds(Estimate estimate, double truth, double widest) {
        assertThat(estimate.low()).as(estimate.method()).isPresent();
        assertThat(estimate.low().getAsDouble()).as("low").isLessThanOrEqualTo(truth);
        assertThat(estimate.high().getAsDouble()).as("high").isGreaterThanOrEqualTo(truth);
        assertThat(estimate.high().getAsDouble() - estimate.low().getAsDouble())
                .as("width")
                .isLessThanOrEqualTo(widest);
        assertThat(estimate.value().getAsDouble())
                .isBetween(estimate.low().getAsDouble(), estimate.high().getAsDouble());
    }

    @Test
    void everyoneRefusedForFourSeconds() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 14, 100, 0.001)
                .served(14, 30, 100, 0.004)
                .figure("failover");

        // The last refusal was sent at 13.99, the next success answered at 14.004.
        assertThat(failover.low()).hasValue(3.99);
        assertThat(failover.high()).hasValue(4.004);
        assertThat(failover.value()).hasValue(3.995);
    }

    @Test
    void aThirdFailsForFourTenthsOfASecond() {
        Story story = calm().injectedAt(10);
        for (int i = 0; i < 2000; i++) {
            double start = 10 + i * 0.01;
            if (i < 40 && i % 3 == 0) {
                story.failedAt(start, start + 0.001);
            } else {
                story.servedAt(start, start + 0.004);
            }
        }

        Estimate failover = story.figure("failover");

        assertThat(failover.value().getAsDouble()).isCloseTo(0.4, within(0.02));
        holds(failover, 0.4, 0.3);
    }

    @Test
    void aFrozenServerFailsNobody() {
        Story story = calm().injectedAt(10);
        for (int i = 0; i < 300; i++) {
            story.servedAt(10 + i * 0.01, 13.0 + 0.001 + i * 0.0001);
        }
        Estimate failover = story.served(13, 30, 100, 0.004).figure("failover");

        holds(failover, 3.0, 0.03);
    }

    @Test
    void timeOutsCountFromTheirStart() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 12, 100, 1.0)
                .served(12, 30, 100, 0.004)
                .figure("failover");

        holds(failover, 2.0, 0.03);
    }

    @Test
    void failuresThatTheObjectiveAllowsAreNoOutage() {
        Story story = calm().injectedAt(10);
        for (int i = 0; i < 2000; i++) {
            double start = 10 + i * 0.01;
            if (i % 150 == 7) {
                story.failedAt(start, start + 0.001);
            } else {
                story.servedAt(start, start + 0.004);
            }
        }

        Estimate failover = story.figure("failover");

        assertThat(failover.value()).hasValue(0);
        assertThat(failover.high().getAsDouble()).isLessThan(0.05);
    }

    @Test
    void neverBackIsCutOff() {
        Estimate failover = calm().injectedAt(10).failed(10, 30, 100, 0.001).figure("failover");

        assertThat(failover.censored()).isTrue();
        assertThat(failover.value()).isEmpty();
        assertThat(failover.high()).isEmpty();
        assertThat(failover.low()).hasValue(20);
    }

    @Test
    void backForLessThanTheHoldIsCutOffToo() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 26, 100, 0.001)
                .served(26, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.censored()).isTrue();
        assertThat(failover.low()).hasValue(15.99);
    }
}
