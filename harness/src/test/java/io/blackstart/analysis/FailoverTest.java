package io.blackstart.analysis;

import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.load.Outcome;
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

    /** Success held for 5 s, as far as the requests tell, or for a little less: both ends are claimed. */
    @Test
    void whetherSuccessHadHeldMayBeLeftOpen() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 11, 100, 0.001)
                .served(11, 16, 100, 0.004)
                .failed(16, 17, 100, 0.001)
                .served(17, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.low()).hasValue(0.99);
        assertThat(failover.high()).hasValue(7.004);
    }

    /** Two requests that fail within the hold time may have been an outage: nobody can say that success had held. */
    @Test
    void failuresThatConvinceNobodyOpenTheUpperEnd() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 11, 100, 0.001)
                .served(11, 13, 100, 0.004)
                .failed(13, 13.02, 100, 0.001)
                .served(13.02, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.value().getAsDouble()).isCloseTo(1, within(0.02));
        assertThat(failover.low()).hasValue(0.99);
        assertThat(failover.high().getAsDouble()).isBetween(3.01, 3.2);
    }

    /** The second fault is never over, and was seen for two seconds only; the first took four. */
    @Test
    void whatIsCutOffDoesNotHideWhatTookLonger() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 14, 100, 0.001)
                .served(14, 28, 100, 0.004)
                .injectedAt(28)
                .failed(28, 30, 100, 0.001)
                .figure("failover");

        assertThat(failover.censored()).isTrue();
        assertThat(failover.low()).hasValue(3.99);
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

    @Test
    void heldUntilTheLastMomentIsEnough() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 25, 100, 0.001)
                .served(25, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.censored()).isFalse();
        assertThat(failover.value()).hasValue(14.995);
    }

    @Test
    void aFaultJustBeforeTheEndWasNotWatchedForLongEnough() {
        Estimate failover = calm().served(10, 30, 100, 0.004).injectedAt(26).figure("failover");

        assertThat(failover.value()).isEmpty();
        assertThat(failover.censored()).isTrue();
        assertThat(failover.low()).hasValue(0);
    }

    @Test
    void aShortFreezeIsNoOutageAndMayHideOne() {
        Story story = calm().injectedAt(10);
        for (int i = 0; i < 20; i++) {
            story.servedAt(10 + i * 0.01, 10.2 + i * 0.0001);
        }

        Estimate failover = story.served(10.2, 30, 100, 0.004).figure("failover");

        assertThat(failover.value()).hasValue(0);
        assertThat(failover.high().getAsDouble()).isBetween(0.2, 0.25);
    }

    @Test
    void whatIsUsualInTheSteadyStateIsNoStall() {
        Story story = story().injectedAt(10);
        for (int second = 0; second < 30; second++) {
            // All requests of half a second are answered at once, always: 0.5 s without an answer is normal here.
            for (int i = 0; i < 100; i++) {
                double start = second + i * 0.01;
                story.servedAt(start, i < 50 ? second + 0.5 : second + 1.0);
            }
        }

        assertThat(story.figure("failover").value()).hasValue(0);
    }

    @Test
    void fewFailuresRaiseADoubtAndNoMore() {
        Estimate failover = calm().steady(5, "success >= 0.99")
                .injectedAt(10)
                .failed(10, 10.03, 100, 0.001)
                .served(10.03, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.value()).hasValue(0);
        assertThat(failover.high().getAsDouble()).isBetween(0.03, 0.1);
    }

    @Test
    void fourFailuresInARowAreAnOutage() {
        Estimate failover = calm().steady(5, "success >= 0.99")
                .injectedAt(10)
                .failed(10, 10.04, 100, 0.001)
                .served(10.04, 30, 100, 0.004)
                .figure("failover");

        holds(failover, 0.04, 0.1);
        assertThat(failover.value().getAsDouble()).isGreaterThan(0.02);
    }

    @Test
    void wholeMillisecondsWidenTheInterval() {
        Estimate failover = story().inMilliseconds()
                .served(0, 10, 100, 0.0045)
                .injectedAt(10)
                .failed(10, 14, 100, 0.0015)
                .served(14.0007, 30, 100, 0.0045)
                .figure("failover");

        assertThat(failover.low()).hasValue(3.99);
        assertThat(failover.high()).hasValue(4.006);
    }

    @Test
    void theRatioOfTheExperimentComesFirst() {
        assertThat(calm().steady(5, "success >= 0.999")
                        .injectedAt(10)
                        .served(10, 30, 100, 0.004)
                        .figure("failover")
                        .method())
                .startsWith("from the fault's effect, success below 99.9 % in windows of 1 s")
                .endsWith("held for 5 s; never below it by more than chance");
    }

    /** What fails takes longer than the stretch, so no good request can lie within it; a third fails, and not everybody. */
    @Test
    void aThirdThatFailsSlowlyIsNotTakenForEverybody() {
        Story story = story().injectedAt(10);
        for (int i = 0; i < 30 * 100; i++) {
            double start = i / 100.0;
            boolean bad = start >= 9.86 && start <= 10.04 && i % 3 == 0;
            double answered = bad ? 10.19 + (i - 1000) * 1e-5 : start + (i % 50 == 0 ? 0.22 : 0.004);
            story.request(start, answered, bad ? Outcome.FAILED : Outcome.OK);
        }

        Estimate failover = story.figure("failover");

        assertThat(failover.low().getAsDouble()).isLessThan(0.045);
        assertThat(failover.high().getAsDouble()).isGreaterThan(0.045);
    }

    /** Three of two hundred a second fail, evenly: too far apart for an outage, and never as good as it has to be. */
    @Test
    void tooManyFailuresThatLieFarApartAreNeverTakenForWell() {
        Story story = story().steady(5, "success >= 0.99").injectedAt(10);
        for (int i = 0; i < 30 * 200; i++) {
            double start = i / 200.0;
            boolean bad = start > 10 && i % 67 == 0;
            story.request(start, start + 0.004, bad ? Outcome.FAILED : Outcome.OK);
        }

        Estimate failover = story.figure("failover");

        assertThat(failover.value()).hasValue(0);
        assertThat(failover.high()).isEmpty();
        assertThat(failover.method()).contains("of the rest succeeded");
        assertThat(story.figure("brownout").high()).isEmpty();
        assertThat(story.undoneWithin(12, 12).figure("recovered").high()).isEmpty();
    }

    /** One of two hundred is allowed. */
    @Test
    void whatTheObjectiveAllowsRaisesNoDoubt() {
        Story story = story().steady(5, "success >= 0.99").injectedAt(10);
        for (int i = 0; i < 30 * 200; i++) {
            double start = i / 200.0;
            story.request(start, start + 0.004, i % 150 == 0 ? Outcome.FAILED : Outcome.OK);
        }

        assertThat(story.figure("failover").high()).isPresent();
        assertThat(story.figure("brownout").high()).isPresent();
    }
}
