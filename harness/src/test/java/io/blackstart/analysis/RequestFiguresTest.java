package io.blackstart.analysis;

import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.load.LoadCounts;
import io.blackstart.load.Outcome;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Verdict;
import org.junit.jupiter.api.Test;

class RequestFiguresTest {

    /** The fault is at 10 s, and only what arrives after it counts. */
    private static Story afterTheFault() {
        return story().failed(0, 10, 100, 0.004).injectedAt(10);
    }

    /** An act that takes long is journalled after one that began later and was done at once. */
    @Test
    void successCountsFromTheActThatWasAskedForFirst() {
        Estimate success = story().served(0, 10, 100, 0.004)
                .injected(12, 12, 12.01, true)
                .injected(10, 10, 14, true)
                .failed(10, 12, 100, 0.001)
                .served(12, 20, 100, 0.004)
                .until(20)
                .figure("success");

        assertThat(success.value().getAsDouble()).isCloseTo(0.8, within(0.001));
    }

    @Test
    void successCountsArrivalsFromTheFaultToTheEnd() {
        Estimate success = afterTheFault()
                .served(10, 29, 100, 0.004)
                .failed(29, 30, 100, 0.004)
                .cutAt(29.999)
                .figure("success");

        assertThat(success)
                .isEqualTo(Estimate.exactly(
                        0.95, "1900 ok of 2000 requests by intended start, 1 cut by the end of the load not counted"));
    }

    @Test
    void whatWasIntendedBeforeTheFaultDoesNotCount() {
        Estimate success = afterTheFault()
                .request(9.99, 10.5, 10.6, Outcome.FAILED)
                .served(10, 30, 100, 0.004)
                .figure("success");

        assertThat(success.value()).hasValue(1);
    }

    @Test
    void arrivalsThatNobodySawDoNotVanish() {
        Estimate success = afterTheFault()
                .served(10, 30, 100, 0.004)
                .counted(counts -> new LoadCounts(counts.arrivals() + 500, counts.arrivals(), 3000, 3000, 0, false))
                .figure("success");

        assertThat(success.low()).hasValue(0.8);
        assertThat(success.high()).hasValue(1);
        assertThat(success.method()).endsWith("500 planned arrivals were never seen");
    }

    @Test
    void theWorstWindowIsTheWorstSecond() {
        Estimate worst = afterTheFault()
                .served(10, 20, 100, 0.004)
                .failed(20, 20.25, 100, 0.004)
                .served(20.25, 25, 100, 0.004)
                .failed(25, 25.1, 100, 0.004)
                .served(25.1, 30, 100, 0.004)
                .figure("worstWindow");

        assertThat(worst.value()).hasValue(0.75);
    }

    @Test
    void aWindowHasAtLeastFiftyArrivals() {
        Estimate worst = afterTheFault()
                .served(10, 20, 10, 0.004)
                .failed(20, 21, 10, 0.004)
                .served(21, 30, 10, 0.004)
                .figure("worstWindow");

        assertThat(worst.value()).hasValue(0.8);
    }

    @Test
    void theEndOfTheWatchBelongsToAWindowToo() {
        Estimate worst = afterTheFault()
                .served(10, 29.5, 100, 0.004)
                .failed(29.5, 30, 100, 0.004)
                .figure("worstWindow");

        assertThat(worst.value()).hasValue(0.5);
    }

    @Test
    void fewerThanFiftyRequestsFillNoWindow() {
        Estimate worst = afterTheFault().served(10, 30, 2, 0.004).figure("worstWindow");

        assertThat(worst.value()).isEmpty();
        assertThat(worst.method()).isEqualTo("fewer than 50 requests: no window is full");
    }

    @Test
    void latencyCountsFromTheIntendedStart() {
        Story story = afterTheFault();
        for (int i = 0; i < 100; i++) {
            // Sent half a second late by a client that was held up itself.
            story.request(10 + i * 0.01, 10.5 + i * 0.01, 10.6 + i * 0.01, Outcome.OK);
        }

        Estimate median = story.figure("p50");

        assertThat(median.value().getAsDouble()).isCloseTo(0.6, within(0.001));
        assertThat(median.low().getAsDouble()).isLessThanOrEqualTo(0.6);
        assertThat(median.high().getAsDouble()).isGreaterThanOrEqualTo(0.6);
        assertThat(median.high().getAsDouble() - median.low().getAsDouble()).isLessThan(0.001);
    }

    @Test
    void percentilesAreNotAverages() {
        Story story = afterTheFault().served(10, 19, 100, 0.01).served(19, 20, 100, 0.2);

        assertThat(story.figure("p90").value().getAsDouble()).isCloseTo(0.01, within(1e-4));
        assertThat(story.figure("p95").value().getAsDouble()).isCloseTo(0.2, within(1e-3));
        assertThat(story.figure("max").value().getAsDouble()).isCloseTo(0.2, within(1e-3));
    }

    @Test
    void aPercentileAmongFailuresIsInfiniteAndMissesAnyBound() {
        Story story = afterTheFault().served(10, 28, 100, 0.01).failed(28, 30, 100, 0.001);

        Judgement judgement = story.wants("p95 <= 3600").wants("p90 <= 0.1").judge();

        Estimate p95 = judgement.findings().get(0).estimate();
        assertThat(p95.value()).isEmpty();
        assertThat(p95.low()).isEmpty();
        assertThat(p95.high()).isEmpty();
        assertThat(p95.method()).isEqualTo("falls among the 200 of 2000 requests that failed, which count as infinite");
        assertThat(judgement.findings().get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.findings().get(1).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void answersCountFailuresByTheirOwnDuration() {
        Story story = afterTheFault().served(10, 20, 100, 0.01).failed(20, 30, 100, 0.5);

        assertThat(story.figure("answer.p50").value().getAsDouble()).isCloseTo(0.01, within(1e-4));
        assertThat(story.figure("answer.p99").value().getAsDouble()).isCloseTo(0.5, within(1e-3));
    }

    @Test
    void millisecondsWidenTheInterval() {
        Story story = afterTheFault().inMilliseconds().served(10, 20, 100, 0.0505);

        Estimate p50 = story.figure("p50");

        assertThat(p50.low().getAsDouble()).isLessThanOrEqualTo(0.0495);
        assertThat(p50.high().getAsDouble()).isGreaterThanOrEqualTo(0.0505);
    }

    @Test
    void whoWasCutAfterALongWaitMayHaveTakenLonger() {
        Estimate max = afterTheFault().served(10, 29, 100, 0.01).cutAt(29).figure("max");

        assertThat(max.value()).isPresent();
        assertThat(max.high()).isEmpty();
    }

    @Test
    void whoWasCutAtOnceSaysNothing() {
        Estimate max = afterTheFault().served(10, 29, 100, 0.01).cutAt(29.995).figure("max");

        assertThat(max.high().getAsDouble()).isCloseTo(0.01, within(1e-4));
    }

    @Test
    void figuresOfOneRequestCountNoOther() {
        Judgement judgement = afterTheFault()
                .requestsCalled("catalog")
                .served(10, 30, 100, 0.01)
                .requestsCalled("order")
                .failed(10, 30, 100, 3)
                .wantsOf("catalog", "success >= 0.99")
                .wantsOf("catalog", "p95 <= 0.05")
                .wants("success >= 0.51")
                .judge();

        assertThat(judgement.findings())
                .extracting(finding -> finding.verdict())
                .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.FAIL);
    }

    @Test
    void noRequestOfThatNameIsNothingMeasured() {
        Judgement judgement = afterTheFault()
                .served(10, 30, 100, 0.01)
                .wantsOf("catalog", "success >= 0")
                .judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    /** A user's own simulation: one of four users fails at once and leaves, the others ask ten times. */
    private static Story leavers() {
        Story story = story().steady(5, "success >= 0.9").injectedAt(10);
        for (int user = 0; user < 600; user++) {
            double arrived = user / 20.0;
            boolean leaves = arrived > 10 && user % 4 == 0;
            story.arrivedAt(arrived);
            for (int i = 0; i < (leaves ? 1 : 10); i++) {
                double start = arrived + i * 0.01;
                story.request(start, start + 0.004, leaves ? Outcome.FAILED : Outcome.OK);
            }
        }
        return story;
    }

    @Test
    void whoLeavesAfterAFailureIsNotOutvotedByWhoStays() {
        Estimate success = leavers().figure("success");

        assertThat(success.low().getAsDouble()).isCloseTo(0.75, within(0.01));
        assertThat(success.high().getAsDouble()).isGreaterThan(0.95);
        assertThat(leavers().wants("success >= 0.95").judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(leavers().figure("worstWindow").low().getAsDouble()).isLessThan(0.77);
    }
}
