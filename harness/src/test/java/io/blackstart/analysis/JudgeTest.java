package io.blackstart.analysis;

import static io.blackstart.analysis.Story.at;
import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.journal.Event;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Outcome;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Verdict;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {

    /** Served all the time, but for two seconds from the fault at 10 s. */
    private static Story twoSecondsDown() {
        return calm().injectedAt(10).failed(10, 12, 100, 0.001).served(12, 30, 100, 0.004);
    }

    private static Story calm() {
        return story().served(0, 10, 100, 0.004);
    }

    /** Nothing happens to the clients. */
    private static Story unharmed() {
        return calm().injectedAt(10).served(10, 30, 100, 0.004);
    }

    @Test
    void keptByTheWholeIntervalIsAPass() {
        Judgement judgement = twoSecondsDown().wants("failover <= 2.5").judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.exit()).isZero();
        assertThat(judgement.reasons()).isEmpty();
    }

    @Test
    void missedByTheWholeIntervalIsAFailure() {
        Judgement judgement = twoSecondsDown().wants("failover <= 1.5").judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.exit()).isEqualTo(1);
        assertThat(judgement.reasons()).containsExactly("failover <= 1.5 was missed: 1.995 s, within 1.99 … 2.004");
    }

    @Test
    void aBoundWithinTheIntervalCannotBeTold() {
        Judgement judgement = twoSecondsDown().wants("failover <= 2").judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.exit()).isEqualTo(2);
        assertThat(judgement.reasons()).containsExactly("failover <= 2 cannot be told: 1.995 s, within 1.99 … 2.004");
    }

    @Test
    void theWorstOfTheFindingsCounts() {
        Judgement judgement = twoSecondsDown()
                .wants("success >= 0.5")
                .wants("failover <= 2")
                .wants("downtime <= 1")
                .judge();

        assertThat(judgement.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.PASS, Verdict.INCONCLUSIVE, Verdict.FAIL);
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.reasons().get(0)).startsWith("downtime <= 1 was missed");
        assertThat(judgement.reasons().get(1)).startsWith("failover <= 2 cannot be told");
    }

    @Test
    void cutOffBeyondTheBoundIsAFailure() {
        Story neverBack = calm().injectedAt(10).failed(10, 30, 100, 0.001);

        assertThat(neverBack.wants("failover <= 5").judge().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void cutOffWithinTheBoundCannotBeTold() {
        Story neverBack = calm().injectedAt(10).failed(10, 30, 100, 0.001);

        assertThat(neverBack.wants("failover <= 25").judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatWasNotMeasuredIsNeverAZero() {
        Judgement judgement = unharmed().wants("lostWrites <= 0").judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.findings().get(0).estimate().value()).isEmpty();
        assertThat(judgement.reasons()).containsExactly("lostWrites <= 0 cannot be told: no ledger was read back");
    }

    static Stream<Arguments> doubts() {
        return Stream.of(
                doubt(
                        "said to be invalid",
                        story -> story.event(new Event.Invalid(at(20), "the clock stepped")),
                        "the clock stepped"),
                doubt(
                        "steady state not held",
                        story -> story.steady(5)
                                .event(new Event.SteadyStateJudged(at(5), false, List.of("p95 was 3 s"))),
                        "the steady state did not hold, nothing was tested: p95 was 3 s"),
                doubt("a step not carried out", Story::plannedOnly, "step 2 was never carried out"),
                doubt(
                        "not applied",
                        story -> story.notAppliedAt(20),
                        "step 2 (crash on api-2) was not applied: exit code 137"),
                doubt(
                        "applied and not touched",
                        story -> story.undone(15, 15, true, false),
                        "step 1 (crash on api-2) was applied and no traffic met it: 12 packets"),
                doubt(
                        "not healed",
                        story -> story.undone(15, 15, false, true),
                        "step 1 (crash on api-2) was not undone wholly: 12 packets"),
                doubt(
                        "simulation over",
                        story -> counts(story, 3000, 3000, 3000, 3000, 0, true),
                        "the simulation ended before the watch did"),
                doubt(
                        "arrivals missing",
                        story -> counts(story, 3001, 3000, 3000, 3000, 0, false),
                        "arrivals are missing: 3001 were planned and 3000 began"),
                doubt(
                        "log and tap disagree",
                        story -> counts(story, 3000, 3000, 3000, 2999, 0, false),
                        "requests are missing or too many: the tap saw 3000 requests, the generator's own log 2999"),
                doubt(
                        "log not readable",
                        story -> counts(story, 3000, 3000, 3000, -1, 0, false),
                        "requests are missing or too many: the generator's own log could not be read, so its count cannot be"
                                + " compared"),
                doubt(
                        "samples missing",
                        story -> counts(story, 3000, 3000, 3002, 3002, 0, false),
                        "not every request was recorded once: the tap saw 3002 requests and 3000 were recorded"),
                doubt(
                        "late starts",
                        story -> counts(story, 3000, 3000, 3000, 3000, 31, false),
                        "the generator fell behind its plan: 31 of 3000 arrivals began late"),
                doubt(
                        "journal cut off",
                        Story::neverEnded,
                        "the journal has no last line: the run did not end in order"));
    }

    private static Arguments doubt(String name, UnaryOperator<Story> with, String reason) {
        return Arguments.of(Named.of(name, with), reason);
    }

    private static Story counts(
            Story story, long planned, long arrivals, long tapped, long logged, long late, boolean over) {
        return story.counted(counts -> new LoadCounts(planned, arrivals, tapped, logged, late, over));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubts")
    void aRunThatCannotBeBelievedIsInconclusiveWhateverItsFindingsSay(UnaryOperator<Story> with, String reason) {
        Judgement judgement = with.apply(unharmed())
                .wants("success >= 0.99")
                .wants("success < 0.5")
                .judge();

        assertThat(judgement.findings().get(1).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.exit()).isEqualTo(2);
        assertThat(judgement.reasons().get(0)).isEqualTo(reason);
        assertThat(judgement.runs().get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aLoadThatNeverStoppedWasCutShort() {
        Judgement judgement = unharmed().neverStopped().wants("success >= 0.99").judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.findings().get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).isEqualTo("the journal has no end of the load: the run was cut short");
    }

    @Test
    void thirtyLateStartsOfThreeThousandAreNoDoubt() {
        Judgement judgement = counts(unharmed(), 3000, 3000, 3000, 3000, 30, false)
                .wants("success >= 0.99")
                .judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void noTrafficNeedsToMeetAFaultWhereNoneIsExpected() {
        Judgement judgement = calm().noTrafficExpected()
                .injectedAt(10)
                .undone(15, 15, true, false)
                .served(10, 30, 100, 0.004)
                .wants("success >= 0.99")
                .judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(ints = {2, 69, 70, 130, 143})
    void anAbortedRunEndsWithTheCodeOfItsAbort(int exit) {
        Judgement judgement = unharmed()
                .event(new Event.Aborted(at(20), exit, "stopped by hand"))
                .wants("success >= 0.99")
                .judge();

        assertThat(judgement.exit()).isEqualTo(exit);
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).isEqualTo("stopped by hand");
    }

    @Test
    void anInterruptionComesBeforeAnyOtherAbort() {
        Judgement judgement = unharmed()
                .event(new Event.Aborted(at(20), 70, "the generator died"))
                .event(new Event.Aborted(at(21), 130, "interrupted"))
                .judge();

        assertThat(judgement.exit()).isEqualTo(130);
    }

    @Test
    void aRunThatWasCutShortPromisesNothingAboutItsRest() {
        Judgement judgement = unharmed()
                .event(new Event.Aborted(at(20), 130, "interrupted"))
                .wants("success >= 0.99")
                .wants("p95 <= 1")
                .wants("downtime <= 1")
                .judge();

        assertThat(judgement.findings()).extracting(Finding::verdict).containsOnly(Verdict.INCONCLUSIVE);
        assertThat(judgement.findings().get(0).estimate().value()).hasValue(1);
        assertThat(judgement.findings().get(2).estimate().low()).hasValue(0);
        assertThat(judgement.findings().get(2).estimate().high()).isEmpty();
    }

    @Test
    void aRunThatNeverLoadedAnythingIsStillJudged() {
        RunFacts facts = story().wants("failover <= 2").facts();
        List<Event> journal = List.of(facts.journal().get(0), new Event.Aborted(at(-1), 69, "no engine"));

        Judgement judgement = Judge.judge(new RunFacts(
                facts.experiment(), journal, facts.samples(), facts.arrivals(), facts.writes(), facts.readBack()));

        assertThat(judgement.exit()).isEqualTo(69);
        assertThat(judgement.seconds()).isEqualTo(2);
        assertThat(judgement.findings().get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons()).contains("no engine").noneMatch(reason -> reason.contains("cannot be told"));
    }

    @Test
    void aControlRunIsJudgedOverItsWholeLoad() {
        Judgement judgement = story().served(0, 15, 100, 0.004)
                .failed(15, 18, 100, 0.001)
                .served(18, 30, 100, 0.004)
                .wants("success >= 0.5")
                .judge();

        assertThat(judgement.findings().get(0).estimate().value()).hasValue(0.9);
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theReportSaysWhatHappenedInSecondsSinceTheFirstArrival() {
        Judgement judgement = calm().injected(10.001, 10.061, 10.094, true)
                .undoneWithin(25.102, 25.16)
                .failed(10.1, 12.1, 100, 0.001)
                .served(12.1, 29, 100, 0.004)
                .request(29.99, 30, Outcome.CUT)
                .judge();

        Judgement.Repeat run = judgement.runs().get(0);
        assertThat(run.injections())
                .containsExactly(new Judgement.InjectionReport(
                        "1",
                        "crash",
                        List.of("api-2"),
                        10.001,
                        java.util.OptionalDouble.of(10.001),
                        java.util.Optional.of(new Judgement.Span(10.061, 10.094)),
                        java.util.Optional.of(new Judgement.Span(25.102, 25.16)),
                        true,
                        true,
                        List.of("exit code 137", "12 packets")));
        assertThat(run.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.from()).isEqualTo(new Judgement.Span(9.99, 10.101));
            assertThat(outage.to()).contains(new Judgement.Span(12.09, 12.104));
            assertThat(outage.seconds()).isBetween(1.99, 2.1);
        });
        assertThat(run.load()).isEqualTo(new Judgement.LoadReport(2891, 2891, 2891, 2690, 200, 1, 0));
        assertThat(judgement.seconds()).isEqualTo(34);
        assertThat(judgement.seed()).isEqualTo(7);
        assertThat(judgement.run()).isEqualTo("run-1");
    }

    @Test
    void theTimelineDrawsTheOutage() {
        Judgement.Timeline timeline = twoSecondsDown().judge().runs().get(0).timeline();

        assertThat(timeline.success()).hasSize(60);
        assertThat(timeline.width()).isEqualTo(0.5);
        assertThat(timeline.success().subList(0, 20)).containsOnly(1.0);
        assertThat(timeline.success().subList(21, 24)).containsOnly(0.0);
        assertThat(timeline.success().subList(25, 60)).containsOnly(1.0);
        assertThat(timeline.faults()).containsExactly(new Judgement.Span(10, 10));
    }

    @Test
    void theSameFactsGiveTheSameJudgement() {
        RunFacts facts =
                twoSecondsDown().wants("failover <= 2").wants("p99 <= 1").facts();

        assertThat(Judge.judge(facts)).isEqualTo(Judge.judge(facts));
    }

    @Test
    void aSliceInWhichNothingEndedIsNeitherGoodNorBad() {
        Judgement.Timeline timeline = story().served(0, 10, 100, 0.004)
                .served(20, 30, 100, 0.004)
                .judge()
                .runs()
                .get(0)
                .timeline();

        assertThat(timeline.success().get(30)).isNaN();
        assertThat(timeline.success().get(50)).isEqualTo(1.0);
    }

    @Test
    void aFaultThatWasNeverUndoneIsADoubt() {
        RunFacts facts = unharmed().wants("success >= 0.5").facts();
        List<Event> journal = facts.journal().stream()
                .filter(event -> !(event instanceof Event.Undone))
                .toList();

        Judgement judgement = Judge.judge(new RunFacts(
                facts.experiment(), journal, facts.samples(), facts.arrivals(), facts.writes(), facts.readBack()));

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons()).containsExactly("step 1 (crash on api-2) was never undone");
        assertThat(judgement.runs().get(0).injections().get(0).undone()).isEmpty();
    }

    @Test
    void aSteadyStateThatNobodyJudgedTestsNothing() {
        RunFacts facts = unharmed().steady(5).facts();
        List<Event> journal = facts.journal().stream()
                .filter(event -> !(event instanceof Event.SteadyStateJudged))
                .toList();

        Judgement judgement = Judge.judge(new RunFacts(
                facts.experiment(), journal, facts.samples(), facts.arrivals(), facts.writes(), facts.readBack()));

        assertThat(judgement.reasons()).containsExactly("the steady state was never judged: nothing was tested");
    }

    @Test
    void lossesOfARunThatWasCutShortAreALowerEnd() {
        Judgement judgement = unharmed()
                .wrote("a", 9, io.blackstart.load.Write.Answer.ACKNOWLEDGED)
                .readBack("db")
                .event(new Event.Aborted(at(20), 130, "interrupted"))
                .wants("lostWrites <= 0")
                .wants("lostWrites <= 1")
                .judge();

        assertThat(judgement.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.FAIL, Verdict.INCONCLUSIVE);
    }
}
