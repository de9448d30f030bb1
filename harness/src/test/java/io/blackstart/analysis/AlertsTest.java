package io.blackstart.analysis;

import static io.blackstart.analysis.Story.at;
import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signs that are asked for: alerts, and what the balancer says of its servers. */
class AlertsTest {

    private static final Sign DOWN = Sign.alert("ApiNodeDown");

    private static Objective detection(Sign sign, double within) {
        return new Objective(
                Figure.detection(sign), Relation.AT_MOST, within, Optional.empty(), "detection by " + sign.text());
    }

    /** An API node crashes at 10; alertmanager answers from two seconds before the load on. */
    private static Story crash() {
        return story().served(0, 30, 100, 0.004)
                .injectedWithin(10, 10.02)
                .event(read("alertmanager", -2.2, -2))
                .wants(detection(DOWN, 5));
    }

    private static Event read(String node, double from, double to) {
        return new Event.SignsRead(at(to), Sign.Kind.ALERT, node, new Bracket(at(from), at(to)));
    }

    private static Event unread(String node, double from, double to) {
        return new Event.SignsUnread(
                at(to), Sign.Kind.ALERT, node, new Bracket(at(from), at(to)), "connection refused");
    }

    private static Event shown(Sign sign, String node, String server, double from, double to) {
        return new Event.SignShown(
                at(to), sign, node, Map.of("server", server), new Bracket(at(from), at(to)), "firing since then");
    }

    private static Event shown(double from, double to) {
        return shown(DOWN, "alertmanager", "api-2", from, to);
    }

    private static Event gone(double from, double to) {
        return new Event.SignGone(
                at(to), DOWN, "alertmanager", Map.of("server", "api-2"), new Bracket(at(from), at(to)));
    }

    private static Finding finding(Story story) {
        return story.judge().findings().get(0);
    }

    private static void isBetween(Estimate estimate, double low, double high) {
        assertThat(estimate.low().getAsDouble()).isCloseTo(low, within(1e-6));
        assertThat(estimate.high().getAsDouble()).isCloseTo(high, within(1e-6));
    }

    @Test
    void anAlertCameAfterTheLastAnswerWithoutIt() {
        Finding finding = finding(crash().event(shown(11.3, 11.5)));

        isBetween(finding.estimate(), 1.28, 1.5);
        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void anAlertThatNeverFiresIsMissed() {
        Finding finding = finding(crash().event(shown(Sign.alert("Other"), "alertmanager", "api-2", 11, 12)));

        assertThat(finding.estimate().censored()).isTrue();
        assertThat(finding.estimate().low().getAsDouble()).isCloseTo(19.98, within(1e-6));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void whereNobodyAnsweredNothingIsKnown() {
        Story story = story().served(0, 30, 100, 0.004)
                .injectedAt(10)
                .event(unread("alertmanager", -2.2, -2))
                .wants(detection(DOWN, 5));

        Finding finding = finding(story);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.estimate().method()).contains("alertmanager could not be asked for it: connection refused");
    }

    @Test
    void whoFallsSilentMayHaveMissedIt() {
        Finding finding =
                finding(crash().event(unread("alertmanager", 12, 12.2)).event(read("alertmanager", 13, 13.2)));

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.estimate().censored()).isTrue();
        assertThat(finding.estimate().low().getAsDouble()).isCloseTo(1.98, within(1e-6));
    }

    @Test
    void ofTwoWhoKnowAlertsTheFirstToShowItCounts() {
        Finding finding = finding(crash().event(read("alertmanager-2", -2.2, -2))
                .event(shown(11.3, 11.5))
                .event(shown(DOWN, "alertmanager-2", "api-2", 11.2, 11.6)));

        isBetween(finding.estimate(), 1.18, 1.5);
    }

    @Test
    void anotherWhoWasSilentMayHaveShownItSooner() {
        Finding finding = finding(crash().event(read("alertmanager-2", -2.2, -2))
                .event(unread("alertmanager-2", 10.5, 10.7))
                .event(shown(11.3, 11.5)));

        isBetween(finding.estimate(), 0.48, 1.5);
    }

    @Test
    void anAlertThatFiresWhileNothingIsBrokenIsAFalseAlarmAndTellsNothing() {
        Story story = crash().wants("falseAlarms <= 0")
                .event(shown(4, 4.2))
                .event(gone(5, 5.2))
                .event(shown(11, 11.2));

        Judgement judgement = story.judge();

        assertThat(judgement.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.INCONCLUSIVE, Verdict.FAIL);
        assertThat(judgement.findings().get(0).estimate().method()).contains("1 time before anything was broken");
        assertThat(judgement.findings().get(1).estimate().value()).hasValue(1);
        assertThat(judgement.findings().get(1).estimate().method()).endsWith(": ApiNodeDown {server=api-2}");
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void anAlertThatWasOverBeforeTheLoadIsNoFalseAlarm() {
        Story story = crash().event(shown(-2.2, -2)).event(gone(-1.2, -1)).event(shown(11, 11.2));

        assertThat(story.figure("falseAlarms").high()).hasValue(0);
        isBetween(finding(story).estimate(), 0.98, 1.2);
    }

    @Test
    void anAlertThatWasThereAllAlongIsOne() {
        assertThat(crash().event(shown(-2.2, -2)).figure("falseAlarms").low()).hasValue(1);
    }

    @Test
    void anAlertAboutTheFaultIsNone() {
        assertThat(crash().event(shown(11, 11.2)).figure("falseAlarms").high()).hasValue(0);
    }

    @Test
    void whatMayHaveBegunBeforeTheFaultMayBeOne() {
        Estimate alarms = crash().event(shown(9.9, 10.1)).figure("falseAlarms");

        assertThat(alarms.low()).hasValue(0);
        assertThat(alarms.high()).hasValue(1);
    }

    @Test
    void whileNobodyAnswersAlertsAreNotCounted() {
        Estimate alarms = crash().event(unread("alertmanager", 4, 4.2))
                .event(read("alertmanager", 5, 5.2))
                .figure("falseAlarms");

        assertThat(alarms.low()).hasValue(0);
        assertThat(alarms.high()).isEmpty();
    }

    @Test
    void whereNothingWasEverBrokenEveryAlertIsFalse() {
        Story story = story().served(0, 30, 100, 0.004)
                .plannedOnly()
                .event(read("alertmanager", -2.2, -2))
                .event(shown(25, 25.2));

        assertThat(story.figure("falseAlarms").value()).hasValue(1);
        assertThat(Explainer.explain(story.facts(), Figure.of("falseAlarms").orElseThrow(), Optional.empty())
                        .trace()
                        .get(0)
                        .title())
                .isEqualTo("while nothing was broken, 0 … 30 s");
    }

    @Test
    void inAControlRunEveryAlertIsFalse() {
        Estimate alarms = story().served(0, 30, 100, 0.004)
                .event(read("alertmanager", -2.2, -2))
                .event(shown(25, 25.2))
                .figure("falseAlarms");

        assertThat(alarms.value()).hasValue(1);
    }

    @Test
    void anAlertThatStillFiresHidesTheNextFault() {
        Finding finding = finding(crash().event(shown(11, 11.2)).injectedAt(15).event(gone(16, 16.2)));

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.estimate().method())
                .isEqualTo("the alert ApiNodeDown was still there from before when step 2 took effect");
    }

    @Test
    void theBalancersWordIsASignOfItsOwn() {
        Sign word = Sign.balancer("down");
        Story story = story().served(0, 30, 100, 0.004)
                .injectedAt(10)
                .event(new Event.SignsRead(at(-2), Sign.Kind.BALANCER, "lb", new Bracket(at(-3), at(-2))))
                .event(shown(word, "lb", "api-2", 10.4, 10.6))
                .wants(detection(word, 2));

        isBetween(finding(story).estimate(), 0.4, 0.6);
    }

    @Test
    void theMeanTimeToDetectIsOverTheFaults() {
        Story story = crash().event(shown(11, 11.2))
                .event(gone(13, 13.2))
                .injectedAt(15)
                .event(shown(DOWN, "alertmanager", "api-3", 17, 17.4));

        // From 0.98 to 1.2 s, and from 2 to 2.4 s.
        isBetween(story.figure("mttd"), 1.49, 1.8);
    }

    @Test
    void whicheverSignComesFirstDetects() {
        Story story = crash().wants(detection(Sign.alert("Slow"), 5))
                .event(shown(11, 11.2))
                .event(shown(Sign.alert("Slow"), "alertmanager", "api", 10.5, 10.7));

        isBetween(story.figure("mttd"), 0.48, 0.7);
    }

    @Test
    void aFaultThatNobodyNoticedCutsTheMeanOff() {
        Estimate mttd = crash().event(shown(11, 11.2))
                .event(gone(13, 13.2))
                .injectedAt(15)
                .figure("mttd");

        assertThat(mttd.censored()).isTrue();
        assertThat(mttd.low().getAsDouble()).isCloseTo((0.98 + 15) / 2, within(1e-6));
        assertThat(mttd.method()).endsWith("of which 1 was not noticed");
    }

    @Test
    void withoutADetectionThereIsNoMean() {
        Estimate mttd = story().served(0, 30, 100, 0.004).injectedAt(10).figure("mttd");

        assertThat(mttd.value()).isEmpty();
        assertThat(mttd.method()).isEqualTo("the experiment has no objective on detection");
    }

    @Test
    void aFalseMeanIsNotMeasuredEither() {
        assertThat(crash().event(shown(4, 4.2)).figure("mttd").low()).isEmpty();
    }

    @Test
    void theTraceShowsWhoShowedItAndWhen() {
        Story story = crash().event(shown(11.3, 11.5)).event(shown(12, 12.2));

        List<String> lines = Explainer.explain(story.facts(), Figure.detection(DOWN), Optional.empty()).trace().stream()
                .flatMap(part -> part.lines().stream())
                .toList();

        assertThat(lines)
                .contains("alertmanager within 11.3 … 11.5 s, of {server=api-2}, firing since then")
                .contains("low = 11.3 − 10.02 = 1.28 s");
    }

    @Test
    void theTraceOfFalseAlarmsNamesThem() {
        Story story = crash().event(shown(4, 4.2)).event(gone(5, 5.2)).event(unread("alertmanager", 6, 6.2));

        List<String> lines = Explainer.explain(
                        story.facts(), Figure.of("falseAlarms").orElseThrow(), Optional.empty())
                .trace()
                .get(0)
                .lines();

        assertThat(lines)
                .containsExactly(
                        "alert ApiNodeDown {server=api-2} on alertmanager: shown within 4 … 4.2 s, gone within 5 … 5.2 s;"
                                + " firing since then",
                        "somebody who knows alerts gave no answer after 6 s");
    }

    @Test
    void theTraceOfTheMeanHasEachFault() {
        Story story = crash().event(shown(11, 11.2))
                .event(gone(13, 13.2))
                .injectedAt(15)
                .event(shown(DOWN, "alertmanager", "api-3", 17, 17.4));

        List<String> lines = Explainer.explain(story.facts(), Figure.of("mttd").orElseThrow(), Optional.empty())
                .trace()
                .get(0)
                .lines();

        assertThat(lines)
                .containsExactly(
                        "step 1: crash on api-2: 1.09 s, within 0.98 … 1.2",
                        "step 2: crash on api-2: 2.2 s, within 2 … 2.4");
    }
}
