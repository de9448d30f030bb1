package io.blackstart.analysis;

import static io.blackstart.analysis.Story.at;
import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.load.Outcome;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Verdict;
import org.junit.jupiter.api.Test;

/** Downtime, brownout, recovered, redundancy, and failovers of several faults. */
class OutagesTest {

    private static Story calm() {
        return story().served(0, 10, 100, 0.004);
    }

    @Test
    void downtimeSumsTheOutages() {
        Story story = calm().injectedAt(10)
                .failed(10, 11, 100, 0.001)
                .served(11, 20, 100, 0.004)
                .failed(20, 22, 100, 0.001)
                .served(22, 30, 100, 0.004);

        Estimate downtime = story.figure("downtime");

        assertThat(downtime.value().getAsDouble()).isCloseTo(3, within(0.02));
        assertThat(downtime.low().getAsDouble()).isBetween(2.95, 3.0);
        assertThat(downtime.high().getAsDouble()).isBetween(3.0, 3.05);
        assertThat(story.judge().runs().get(0).outages()).hasSize(2);
    }

    @Test
    void whatFailsForAThirdIsDegradedAndNoOutage() {
        Story story = calm().steady(10, "success >= 0.99", "p95 <= 0.1").injectedAt(10);
        for (int request = 0; request < 300; request++) {
            double start = 10 + request / 100.0;
            story.request(start, start + 0.001, request % 3 == 0 ? Outcome.FAILED : Outcome.OK);
        }
        Judgement.Repeat run = story.served(13, 20, 100, 0.004)
                .served(20, 22, 100, 0.2)
                .served(22, 30, 100, 0.004)
                .judge()
                .runs()
                .get(0);

        assertThat(run.outages()).isEmpty();
        assertThat(run.degraded())
                .extracting(Judgement.Degraded::criterion)
                .containsExactly("success", "p95 <= 0.1", "p95 <= 0.1");
        assertThat(run.degraded().get(0).share()).isCloseTo(1 / 3.0, within(0.02));
        assertThat(run.degraded().get(0).seconds()).isCloseTo(3, within(0.1));
        assertThat(run.degraded().get(2).from().from()).isCloseTo(20, within(0.05));
        assertThat(run.degraded().get(2).share()).isCloseTo(1, within(0.01));
    }

    /** Ten served requests of a hundred a second: together the outages would be more convincing than either. */
    @Test
    void aTenthOfASecondOfServiceParts() {
        Judgement.Repeat run = calm().injectedAt(10)
                .failed(10, 12, 100, 0.001)
                .served(12, 12.1, 100, 0.004)
                .failed(12.1, 14, 100, 0.001)
                .served(14, 30, 100, 0.004)
                .judge()
                .runs()
                .get(0);

        assertThat(run.outages()).hasSize(2);
        assertThat(run.degraded()).hasSize(2);
        assertThat(run.outages().get(0).to().orElseThrow().to()).isEqualTo(12.004);
        assertThat(run.outages().get(1).from().from()).isEqualTo(12.09);
    }

    /** Two served requests, by contrast, are luck. */
    @Test
    void twoServedRequestsDoNotPart() {
        Judgement.Repeat run = calm().injectedAt(10)
                .failed(10, 12, 100, 0.001)
                .served(12, 12.02, 100, 0.004)
                .failed(12.02, 14, 100, 0.001)
                .served(14, 30, 100, 0.004)
                .judge()
                .runs()
                .get(0);

        assertThat(run.degraded()).hasSize(1);
    }

    /** An outage for everybody that becomes one for a third is one time in which service was not as it should be. */
    @Test
    void anOutageThatBecomesABrownoutIsOneStretch() {
        Story story = calm().injectedAt(10).failed(10, 12, 100, 0.001);
        for (int request = 0; request < 600; request++) {
            double start = 12 + request / 100.0;
            story.request(start, start + 0.001, request % 3 == 0 ? Outcome.FAILED : Outcome.OK);
        }
        Judgement.Repeat run = story.served(18, 30, 100, 0.004).judge().runs().get(0);

        assertThat(run.degraded()).hasSize(1);
        assertThat(run.outages()).hasSize(1);
        assertThat(run.outages().get(0).seconds()).isCloseTo(2, within(0.1));
    }

    /** Down, served, failing for a third, served, down: the service is told on both sides of the third. */
    @Test
    void aBrownoutBetweenTwoOutagesIsToldFromBoth() {
        Story story = calm().injectedAt(10).failed(10, 12, 100, 0.001).served(12, 13, 100, 0.004);
        for (int request = 0; request < 200; request++) {
            double start = 13 + request / 100.0;
            story.request(start, start + 0.001, request % 3 == 1 ? Outcome.FAILED : Outcome.OK);
        }
        Judgement.Repeat run = story.served(15, 16, 100, 0.004)
                .failed(16, 19, 100, 0.001)
                .served(19, 30, 100, 0.004)
                .judge()
                .runs()
                .get(0);

        assertThat(run.degraded()).hasSize(3);
        assertThat(run.degraded().get(1).seconds()).isCloseTo(2, within(0.2));
    }

    /** Half of the requests get no answer for a second. At 20 a second, five of them in a row do now and then. */
    @Test
    void aFewUnluckyRequestsInABrownoutAreNoOutage() {
        Story story = story().until(40).served(0, 10, 20, 0.004).injectedAt(10);
        for (int request = 0; request < 200; request++) {
            double start = 10 + request / 20.0;
            boolean unlucky = request % 2 == 0 || (request >= 100 && request < 107);
            story.request(start, start + (unlucky ? 1 : 0.004), unlucky ? Outcome.FAILED : Outcome.OK);
        }
        story.served(20, 40, 20, 0.004);

        assertThat(story.figure("downtime").value()).hasValue(0);
        assertThat(story.figure("brownout").value().getAsDouble()).isCloseTo(10, within(0.3));
    }

    /** Its edge is sought among its own requests, not among those of the outage before it. */
    @Test
    void aBrownoutAfterAnOutageBeginsAfterIt() {
        Story story = calm().injectedAt(10).failed(10, 12, 100, 0.001).served(12, 12.5, 100, 0.004);
        for (int request = 0; request < 60; request++) {
            double start = 12.5 + request / 100.0;
            story.request(start, start + 0.001, request % 4 == 3 ? Outcome.FAILED : Outcome.OK);
        }
        Judgement.Repeat run = story.served(13.1, 30, 100, 0.004).judge().runs().get(0);

        assertThat(run.degraded()).hasSize(2);
        assertThat(run.degraded().get(1).from().from()).isGreaterThan(11.9);
    }

    @Test
    void aHundredOutagesAreFoundOneByOne() {
        Story story = calm().until(810).injectedAt(10);
        for (int second = 10; second < 810; second += 8) {
            story.failed(second, second + 0.5, 100, 0.001).served(second + 0.5, second + 8, 100, 0.004);
        }

        Estimate downtime = story.figure("downtime");

        assertThat(downtime.low().getAsDouble()).isBetween(48.0, 50.0);
        assertThat(downtime.high().getAsDouble()).isBetween(50.0, 52.0);
        assertThat(story.judge().runs().get(0).outages()).hasSize(100);
    }

    @Test
    void aSecondOutageAfterTheHoldIsNoFailover() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 11, 100, 0.001)
                .served(11, 20, 100, 0.004)
                .failed(20, 22, 100, 0.001)
                .served(22, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.value().getAsDouble()).isCloseTo(1, within(0.02));
    }

    @Test
    void aSecondOutageWithinTheHoldBelongsToTheFailover() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 11, 100, 0.001)
                .served(11, 15, 100, 0.004)
                .failed(15, 16, 100, 0.001)
                .served(16, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.value().getAsDouble()).isCloseTo(6, within(0.02));
    }

    @Test
    void anOutageThatBeginsLateStillCountsFromTheEffect() {
        Estimate failover = calm().injectedAt(10)
                .served(10, 12, 100, 0.004)
                .failed(12, 13, 100, 0.001)
                .served(13, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.value().getAsDouble()).isCloseTo(3, within(0.02));
    }

    @Test
    void anUncertainEffectWidensTheInterval() {
        Estimate failover = calm().injectedWithin(9.9, 10.3)
                .failed(10, 14, 100, 0.001)
                .served(14, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.low().getAsDouble()).isCloseTo(3.69, within(1e-6));
        assertThat(failover.high().getAsDouble()).isCloseTo(4.104, within(1e-6));
    }

    @Test
    void ofSeveralFaultsTheWorstCounts() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 11, 100, 0.001)
                .served(11, 18, 100, 0.004)
                .injectedAt(18)
                .failed(18, 20, 100, 0.001)
                .served(20, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.value().getAsDouble()).isCloseTo(2, within(0.02));
        assertThat(failover.method()).endsWith("the worst of 2 faults");
    }

    @Test
    void whatBeginsAfterTheNextFaultIsMeasuredFromThatOne() {
        Estimate failover = calm().injectedAt(10)
                .failed(10, 11, 100, 0.001)
                .served(11, 13, 100, 0.004)
                .injectedAt(13)
                .failed(13, 14, 100, 0.001)
                .served(14, 30, 100, 0.004)
                .figure("failover");

        assertThat(failover.value().getAsDouble()).isCloseTo(1, within(0.02));
    }

    @Test
    void anOutageBeforeTheFaultIsNobodysFailover() {
        Estimate failover = story().served(0, 4, 100, 0.004)
                .failed(4, 5, 100, 0.001)
                .served(5, 30, 100, 0.004)
                .injectedAt(10)
                .figure("failover");

        assertThat(failover.value()).hasValue(0);
    }

    @Test
    void aThirdFailingIsABrownoutAndNotFiveHundredOutages() {
        Story story = calm().injectedAt(10);
        for (int i = 0; i < 2000; i++) {
            double start = 10 + i * 0.01;
            if (i < 1000 && i % 3 == 0) {
                story.failedAt(start, start + 0.001);
            } else {
                story.servedAt(start, start + 0.004);
            }
        }

        Estimate brownout = story.figure("brownout");

        assertThat(story.judge().runs().get(0).outages()).isEmpty();
        assertThat(story.figure("downtime").value()).hasValue(0);
        assertThat(brownout.value().getAsDouble()).isCloseTo(10, within(0.05));
        assertThat(brownout.low().getAsDouble()).isLessThanOrEqualTo(10);
        assertThat(brownout.high().getAsDouble()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void lateAnswersAreABrownoutOfTheLatencyThatTheSteadyStateBounds() {
        Story story = calm().steady(5, "p95 <= 0.1")
                .injectedAt(10)
                .served(10, 15, 100, 0.2)
                .served(15, 30, 100, 0.004);

        Estimate brownout = story.figure("brownout");

        assertThat(brownout.value().getAsDouble()).isCloseTo(5, within(0.25));
        assertThat(brownout.method()).contains("p95 <= 0.1");
    }

    @Test
    void outagesAreApartFromTheBrownout() {
        Story story = calm().injectedAt(10).failed(10, 14, 100, 0.001).served(14, 30, 100, 0.004);

        assertThat(story.figure("brownout").value()).hasValue(0);
        assertThat(story.figure("downtime").value().getAsDouble()).isCloseTo(4, within(0.02));
    }

    @Test
    void tooFewRequestsTellNothing() {
        Estimate failover = story().served(0, 10, 1, 0.004)
                .injectedAt(10)
                .served(10, 30, 1, 0.004)
                .figure("failover");

        assertThat(failover.value()).isEmpty();
        assertThat(failover.method()).isEqualTo("only 20 requests since the fault, a window needs 50");
    }

    @Test
    void anEverlastingFreezeNeedsNoFurtherRequests() {
        Story story = calm().injectedAt(10);
        for (int i = 0; i < 20; i++) {
            story.cutAt(10 + i * 0.01);
        }

        Estimate failover = story.figure("failover");

        assertThat(failover.censored()).isTrue();
        assertThat(failover.low().getAsDouble()).isGreaterThan(19);
    }

    @Test
    void theRatioIsTheSteadyStatesOwn() {
        Story story = calm().steady(5, "success >= 0.5").injectedAt(10);
        for (int i = 0; i < 2000; i++) {
            double start = 10 + i * 0.01;
            if (i < 1000 && i % 3 == 0) {
                story.failedAt(start, start + 0.001);
            } else {
                story.servedAt(start, start + 0.004);
            }
        }

        Estimate failover = story.figure("failover");

        assertThat(failover.value()).hasValue(0);
        assertThat(failover.method()).contains("success below 50 %");
    }

    @Test
    void recoveredCountsFromTheUndo() {
        Estimate recovered = calm().injectedAt(10)
                .undoneWithin(14.98, 15)
                .failed(10, 17, 100, 0.001)
                .served(17, 30, 100, 0.004)
                .figure("recovered");

        assertThat(recovered.low().getAsDouble()).isCloseTo(1.99, within(1e-6));
        assertThat(recovered.high().getAsDouble()).isCloseTo(2.024, within(1e-6));
    }

    @Test
    void redundancyIsBackWithTheLastNode() {
        Estimate redundancy = calm().injectedAt(10)
                .undoneWithin(15, 15.1)
                .event(new Event.NodeUnhealthy(at(15.2), "api-2", "starting"))
                .event(new Event.NodeHealthy(at(15.3), "api-1", new Bracket(at(15.1), at(15.2))))
                .event(new Event.NodeHealthy(at(17.3), "api-2", new Bracket(at(17), at(17.2))))
                .figure("redundancy");

        assertThat(redundancy.low()).hasValue(1.9);
        assertThat(redundancy.high()).hasValue(2.2);
        assertThat(redundancy.value()).hasValue(2.05);
    }

    @Test
    void aNodeThatNeverGetsHealthyCutsItOff() {
        Story story = calm().injectedAt(10)
                .undoneWithin(15, 15)
                .event(new Event.NodeHealthy(at(15.3), "api-2", new Bracket(at(15.1), at(15.2))))
                .event(new Event.NodeUnhealthy(at(16), "api-2", "exited"))
                .served(10, 30, 100, 0.004);

        Finding finding = story.wants("redundancy <= 10").judge().findings().get(0);

        assertThat(finding.estimate().censored()).isTrue();
        assertThat(finding.estimate().low()).hasValue(15);
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void nodesThatNobodyWatchedAreNotHealthy() {
        assertThat(calm().injectedAt(10).figure("redundancy").value()).isEmpty();
    }
}
