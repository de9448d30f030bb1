package io.blackstart.analysis;

import static io.blackstart.analysis.Story.at;
import static io.blackstart.analysis.Story.story;
import static io.blackstart.load.Write.Answer.ACKNOWLEDGED;
import static io.blackstart.load.Write.Answer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Explanation.Request;
import io.blackstart.analysis.Explanation.Written;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Sign;
import io.blackstart.load.Outcome;
import io.blackstart.objective.Confidence;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures are traced to the requests that decide them. */
class ExplainerTest {

    private static Story calm() {
        return story().served(0, 10, 100, 0.004);
    }

    private static Story fourSecondsRefused() {
        return calm().injectedWithin(9.99, 10.01).failed(10, 14, 100, 0.001).served(14, 30, 100, 0.004);
    }

    private static Explanation explain(Story story, String figure) {
        return Explainer.explain(story.facts(), Figure.of(figure).orElseThrow(), Optional.empty());
    }

    private static Part part(Explanation explanation, String title) {
        return explanation.trace().stream()
                .filter(part -> part.title().startsWith(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part '" + title + "' in " + explanation.trace()));
    }

    private static List<String> shown(Part part) {
        return part.requests().stream()
                .map(request -> request.start() + " … " + request.end() + " " + request.shows())
                .toList();
    }

    @Test
    void anOutageShowsTheRequestsAtItsEdges() {
        Explanation explanation = explain(fourSecondsRefused(), "failover");

        assertThat(part(explanation, "step 1: crash on api-2").lines())
                .containsExactly(
                        "asked for at 9.99 s, took effect within 9.99 … 10.01 s, middle 10", "evidence: exit code 137");
        assertThat(shown(part(explanation, "degraded 1 of 1")))
                .containsExactly(
                        "9.99 … 9.994 last good one before: had not begun before 9.99",
                        "10 … 10.001 first bad one: had begun by 10.001",
                        "13.99 … 13.991 last bad one: was not over before 13.99",
                        "14 … 14.004 first good one after: was over by 14.004");
        assertThat(part(explanation, "how it adds up").lines())
                .containsExactly(
                        "low = 13.99 − 10.01 = 3.98 s",
                        "high = 14.004 − 9.99 = 4.014 s",
                        "value = 13.995 − 10 = 3.995 s");
    }

    @Test
    void aRequestIsShownWhole() {
        Request last = part(explain(fourSecondsRefused(), "failover"), "degraded")
                .requests()
                .get(3);

        assertThat(last)
                .isEqualTo(new Request(
                        "first good one after: was over by 14.004",
                        "s",
                        "ask",
                        new BigDecimal("14"),
                        new BigDecimal("14"),
                        new BigDecimal("14.004"),
                        true,
                        Outcome.OK,
                        200,
                        ""));
    }

    /** Held up until 13.001, and served then: the same request proves both. */
    @Test
    void ofAFreezeItIsTheSlowOnesThatShowIt() {
        Story story = calm().injectedAt(10).served(13, 30, 100, 0.004);
        for (int i = 0; i < 300; i++) {
            story.servedAt(10 + i * 0.01, 13.001 + i * 0.0001);
        }

        Explanation explanation = explain(story, "failover");

        assertThat(shown(part(explanation, "degraded")))
                .anyMatch(line -> line.startsWith("10 … 13.001 first bad one: had begun by 10.004")
                        && line.contains("(answered too late; slow: ")
                        && line.endsWith("from its start)"))
                .anyMatch(line ->
                        line.startsWith("10 … 13.001 first good one after") && line.endsWith("before its end)"));
    }

    @Test
    void ofAPartialFailureNoSingleRequestProvesAnEdge() {
        Story story = calm().injectedAt(10);
        for (int i = 0; i < 2000; i++) {
            double start = 10 + i * 0.01;
            story.request(start, start + 0.004, i < 400 && i % 3 == 0 ? Outcome.FAILED : Outcome.OK);
        }

        Part degraded = part(explain(story, "brownout"), "degraded 1 of 1");

        assertThat(degraded.lines().get(1)).contains("33.5 % of its requests were bad; not all of them");
        assertThat(shown(degraded)).hasSize(4).allMatch(line -> line.contains("beyond doubt"));
    }

    @Test
    void ofSeveralFaultsTheWorstIsShownInFull() {
        Explanation explanation = explain(
                calm().injectedAt(10)
                        .failed(10, 11, 100, 0.001)
                        .served(11, 18, 100, 0.004)
                        .injectedAt(18)
                        .failed(18, 20, 100, 0.001)
                        .served(20, 30, 100, 0.004),
                "failover");

        assertThat(part(explanation, "the worst of 2 faults").lines())
                .containsExactly(
                        "step 1: crash on api-2: 0.995 s, within 0.99 … 1.004",
                        "step 2: crash on api-2: 1.995 s, within 1.99 … 2.004");
        assertThat(explanation.trace()).noneMatch(part -> part.title().equals("step 1: crash on api-2"));
        assertThat(part(explanation, "step 2: crash on api-2").lines().get(0)).contains("took effect at 18 s");
    }

    @Test
    void whatIsCutOffSaysBetweenWhichInstants() {
        Explanation never = explain(calm().injectedAt(10).failed(10, 30, 100, 0.001), "failover");
        Explanation tooLate =
                explain(calm().injectedAt(10).failed(10, 26, 100, 0.001).served(26, 30, 100, 0.004), "failover");

        assertThat(never.estimate().censored()).isTrue();
        assertThat(part(never, "how it adds up").lines())
                .containsExactly("low = 30 − 10 = 20 s", "not back at 30, the end of the watch: cut off");
        assertThat(part(tooLate, "how it adds up").lines())
                .containsExactly(
                        "low = 25.99 − 10 = 15.99 s", "the watch ended at 30, before success had held: cut off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover", "downtime"})
    void withoutAnOutageTheLongestGapIsShown(String figure) {
        Explanation explanation =
                explain(calm().injectedAt(10).served(10, 12, 100, 0.004).served(12.1, 30, 100, 0.004), figure);

        Part gap = part(explanation, "never below it");

        assertThat(shown(gap))
                .containsExactly("11.99 … 11.994 last success before it", "12.1 … 12.104 first success after it");
        assertThat(results(gap))
                .containsEntry("high", explanation.estimate().high().getAsDouble());
    }

    @Test
    void failuresThatConvinceNobodyAreShown() {
        Explanation explanation = explain(
                calm().steady(5, "success >= 0.99")
                        .injectedAt(10)
                        .failed(10, 10.03, 100, 0.001)
                        .served(10.03, 30, 100, 0.004),
                "failover");

        Part doubtful = part(explanation, "failures that are too few to convince");

        assertThat(doubtful.requests()).isNotEmpty();
        assertThat(doubtful.lines()).contains("high = 10.094 − 10 = 0.094 s");
    }

    @Test
    void recoveredCountsFromTheUndoWithItsEvidence() {
        Explanation explanation = explain(
                calm().injectedAt(10)
                        .undoneWithin(14.98, 15)
                        .failed(10, 17, 100, 0.001)
                        .served(17, 30, 100, 0.004),
                "recovered");

        assertThat(part(explanation, "the end of step 1").lines())
                .containsExactly("was over within 14.98 … 15 s, middle 14.99", "evidence: 12 packets");
        assertThat(part(explanation, "how it adds up").lines())
                .contains("low = 16.99 − 15 = 1.99 s", "high = 17.004 − 14.98 = 2.024 s");
    }

    @Test
    void downtimeAddsUpItsOutages() {
        Explanation explanation = explain(
                calm().injectedAt(10)
                        .failed(10, 11, 100, 0.001)
                        .served(11, 18, 100, 0.004)
                        .failed(18, 20, 100, 0.001)
                        .served(20, 30, 100, 0.004),
                "downtime");

        assertThat(explanation.trace())
                .extracting(Part::title)
                .containsExactly("the watch", "outage 1 of 2", "outage 2 of 2", "how it adds up");
        assertThat(part(explanation, "how it adds up").lines())
                .contains("low = 0.989 s + 1.989 s = 2.978 s", "high = 1.004 s + 2.014 s = 3.018 s");
    }

    @Test
    void onlyTheFirstTenOutagesAreShownAndAllAreSummed() {
        Story story = story().injectedAt(1);
        for (int second = 0; second < 28; second += 2) {
            story.served(second, second + 1, 100, 0.004);
            story.failed(second + 1, second + 2, 100, 0.001);
        }
        story.served(28, 30, 100, 0.004);

        Explanation explanation = explain(story, "downtime");

        assertThat(explanation.trace())
                .filteredOn(part -> part.title().startsWith("outage"))
                .hasSize(10);
        assertThat(part(explanation, "how it adds up").lines())
                .anyMatch(line -> line.startsWith("high = the sum of 1"));
        assertThat(results(part(explanation, "how it adds up"))).containsAllEntriesOf(ends(explanation));
    }

    @Test
    void brownoutTakesTheOutagesAway() {
        Explanation explanation = explain(fourSecondsRefused(), "brownout");

        assertThat(part(explanation, "how it adds up").lines())
                .contains("high = 4.014 s degraded − 3.989 s of outages in it = 0.025 s");
    }

    @Test
    void aPercentileShowsTheRequestsAtItsRank() {
        Explanation explanation = explain(
                calm().injectedAt(10)
                        .served(10, 19, 100, 0.01)
                        .servedAt(19, 19.15)
                        .served(19.01, 20, 100, 0.2)
                        .until(20),
                "p90");
        Explanation next = explain(
                calm().injectedAt(10)
                        .served(10, 19, 100, 0.01)
                        .servedAt(19, 19.15)
                        .served(19.01, 20, 100, 0.2)
                        .until(20),
                "p95");

        assertThat(part(explanation, "at the rank").lines().get(1)).startsWith("rank 900 of 1000");
        assertThat(shown(part(explanation, "at the rank")))
                .contains("10 … 10.01 at the rank: 0.01 s", "19 … 19.15 the shortest above: 0.15 s");
        assertThat(shown(part(next, "at the rank"))).contains("19 … 19.15 the longest below: 0.15 s");
        assertThat(part(next, "at the rank").lines().get(2))
                .contains(": 901; in it: 99, of which the rank's is number 49");
    }

    @Test
    void aPercentileAmongTheFailuresShowsThem() {
        Explanation explanation = explain(fourSecondsRefused(), "p95");

        assertThat(explanation.estimate().low()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(part(explanation, "behind all that succeeded").requests())
                .hasSize(5)
                .allMatch(request -> request.outcome() == Outcome.FAILED);
    }

    @Test
    void successCountsAndShowsTheFirstFailures() {
        Explanation explanation = explain(fourSecondsRefused(), "success");

        assertThat(part(explanation, "what was counted").lines()).contains("value = 1601 / (1601 + 400)");
        Part failures = part(explanation, "the first failures");
        assertThat(failures.lines()).containsExactly("400 in all, 390 not shown");
        assertThat(failures.requests()).hasSize(10);
    }

    @Test
    void theWorstWindowSaysWhereItIs() {
        Explanation explanation = explain(
                calm().injectedAt(10)
                        .served(10, 20, 100, 0.004)
                        .failed(20, 20.25, 100, 0.004)
                        .served(20.25, 30, 100, 0.004),
                "worstWindow");

        assertThat(part(explanation, "the worst window").lines())
                .singleElement()
                .asString()
                .endsWith(": 75 / 100 requests");
        assertThat(part(explanation, "the first failures in it").lines()).containsExactly("25 in all, 15 not shown");
    }

    private static Story ledger() {
        return story().served(0, 30, 100, 0.004)
                .injectedWithin(10, 10.02)
                .wrote("kept", 2, ACKNOWLEDGED)
                .wrote("lost", 9.5, ACKNOWLEDGED)
                .wrote("lost too", 10.01, ACKNOWLEDGED)
                .wrote("stale", 9.75, ACKNOWLEDGED)
                .wrote("no", 9.8, REFUSED)
                .readBack("db-1", "kept", "stale", "kept")
                .readBack("db-2", "kept", "no");
    }

    private static List<String> writes(String figure) {
        return part(explain(ledger(), figure), figure.equals("rpo") ? "the oldest" : "the first of them")
                .writes()
                .stream()
                .map(write -> write.id() + " " + write.found())
                .toList();
    }

    @Test
    void theLedgersFiguresShowTheirWritesAndWhereTheyAre() {
        assertThat(writes("lostWrites")).containsExactly("lost []", "lost too []");
        assertThat(writes("lostAfter")).containsExactly("lost too []");
        assertThat(writes("staleWrites")).containsExactly("stale [db-1]");
        assertThat(writes("duplicatedWrites")).containsExactly("kept [db-1 × 2, db-2]");
        assertThat(writes("resurrectedWrites")).containsExactly("no [db-2]");
        assertThat(writes("rpo")).containsExactly("lost []");
    }

    @Test
    void rpoReachesFromTheOldestLostWriteToTheEffect() {
        Explanation explanation = explain(ledger(), "rpo");

        assertThat(part(explanation, "the oldest lost write").writes())
                .containsExactly(
                        new Written("lost", new BigDecimal("9.499"), new BigDecimal("9.5"), ACKNOWLEDGED, List.of()));
        assertThat(part(explanation, "how it adds up").lines())
                .containsExactly("low = 10 − 9.5 = 0.5 s", "high = 10.02 − 9.5 = 0.52 s");
    }

    @Test
    void onlyTenOfManyWritesAreShown() {
        Story story = story().served(0, 30, 100, 0.004).injectedAt(10).readBack("db");
        for (int i = 0; i < 150; i++) {
            story.wrote("w" + i, 9, ACKNOWLEDGED);
        }

        Explanation explanation = explain(story, "lostWrites");

        assertThat(explanation.estimate().value()).hasValue(150);
        assertThat(part(explanation, "the first of them").writes()).hasSize(10);
    }

    private static Story nodes() {
        return calm().injectedAt(10)
                .undoneWithin(15, 15.1)
                .event(new Event.NodeUnhealthy(at(15.2), "api-2", "starting"))
                .event(new Event.NodeHealthy(at(15.3), "api-1", new Bracket(at(15.1), at(15.2))))
                .event(new Event.NodeHealthy(at(17.3), "api-2", new Bracket(at(17), at(17.2))));
    }

    @Test
    void redundancyNamesTheLastNodeAndWhatWasSeenOfIt() {
        Explanation explanation = explain(nodes(), "redundancy");

        assertThat(part(explanation, "what was seen of api-2").lines())
                .containsExactly("at 15.2: not healthy, starting", "at 17.3: healthy, within 17 … 17.2 s");
        assertThat(explanation.trace()).noneMatch(part -> part.title().equals("what was seen of api-1"));
        assertThat(part(explanation, "how it adds up").lines())
                .containsExactly("low = 17 − 15.1 = 1.9 s", "high = 17.2 − 15 = 2.2 s");
    }

    @Test
    void aNodeThatNeverGotHealthyIsNamed() {
        Explanation explanation =
                explain(nodes().event(new Event.NodeUnhealthy(at(20), "api-1", "exited")), "redundancy");

        assertThat(part(explanation, "what was seen of api-1").lines()).endsWith("at 20: not healthy, exited");
        assertThat(part(explanation, "how it adds up").lines()).contains("low = 30 − 15.1 = 14.9 s");
    }

    private static final Figure NOTICED = Figure.detection(Sign.marker("node-out"));

    /** Both clocks are read each second; the wall clock is {@code at} less the run's zero. */
    private static Story noticed(Story story, double... seconds) {
        for (double second = 0; second < Story.END; second++) {
            story.event(new Event.ClockRead(at(second), Bracket.at(at(second)), Story.nanos(second)));
        }
        for (double second : seconds) {
            story.event(new Event.Noticed(at(29), Sign.marker("node-out"), "lb", Story.nanos(second)));
        }
        return story;
    }

    @Test
    void detectionShowsTheSignAndWhoGaveIt() {
        Explanation explanation =
                Explainer.explain(noticed(fourSecondsRefused(), 10.31, 12).facts(), NOTICED, Optional.empty());

        assertThat(explanation.trace().get(0).title()).isEqualTo("step 1: crash on api-2");
        assertThat(part(explanation, "the marker node-out was seen after that").lines())
                .containsExactly(
                        "lb at 10.31 s, stamped 1970-01-01T00:00:10.310Z by the engine's wall clock",
                        "lb at 12 s, stamped 1970-01-01T00:00:12Z by the engine's wall clock",
                        "low = 10.31 − 10.01 = 0.3 s",
                        "high = 10.31 − 9.99 = 0.32 s",
                        "value = the middle of low and high");
        assertThat(explanation.estimate().low()).hasValue(0.3);
        assertThat(explanation.estimate().high()).hasValue(0.32);
    }

    @Test
    void aSignThatWasNotSeenBeforeTheNextFaultIsCutOffThere() {
        Explanation explanation = Explainer.explain(
                noticed(fourSecondsRefused().injectedAt(20), 20.5).facts(), NOTICED, Optional.empty());

        assertThat(explanation.trace().get(0).lines())
                .containsExactly(
                        "step 1: crash on api-2: at least 9.99 s, from the fault's effect to the marker node-out, which"
                                + " was not seen",
                        "step 2: crash on api-2: 0.5 s");
        assertThat(part(explanation, "the marker node-out was not seen").lines())
                .containsExactly("low = 20 − 10.01 = 9.99 s", "not seen until 20 s, the next fault: cut off");
    }

    @Test
    void whatCouldNotBeMeasuredSaysWhy() {
        Story control = story().served(0, 30, 100, 0.004);

        assertThat(explain(control, "failover").trace())
                .containsExactly(Part.of("not measured", List.of("there was no fault")));
        assertThat(explain(control, "lostWrites").trace())
                .containsExactly(Part.of("not measured", List.of("no ledger was read back")));
        assertThat(explain(control, "redundancy").trace())
                .containsExactly(Part.of("not measured", List.of("no fault was undone")));
    }

    @Test
    void aControlRunIsTracedOverItsWholeLoad() {
        Explanation explanation = explain(
                story().served(0, 15, 100, 0.004).failed(15, 18, 100, 0.001).served(18, 30, 100, 0.004), "downtime");

        assertThat(part(explanation, "the watch").lines()).containsExactly("0 … 30 s");
        assertThat(part(explanation, "outage 1 of 1").requests()).hasSize(4);
    }

    @Test
    void verdictsAndDoubtsStandBesideTheFigure() {
        Explanation explanation = explain(
                fourSecondsRefused()
                        .wants("failover <= 5")
                        .wants("failover <= 4")
                        .wants("success >= 0.5")
                        .event(new Event.Invalid(at(20), "the clock stepped")),
                "failover");

        assertThat(explanation.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.PASS, Verdict.INCONCLUSIVE);
        assertThat(explanation.doubts()).containsExactly("the clock stepped");
    }

    @Test
    void aBoundOverAllRepeatsIsNotDecidedByOne() {
        Figure failover = Figure.of("failover").orElseThrow();
        Story story = fourSecondsRefused()
                .wants(new Objective(
                        failover,
                        Relation.AT_MOST,
                        2,
                        Optional.empty(),
                        "p95 of failover <= 2s",
                        Optional.of(new Confidence(0.95, 0.95))));

        assertThat(explain(story, "failover").findings()).isEmpty();
    }

    @Test
    void figuresOfOneNameCountItsRequestsOnly() {
        Story story = calm().injectedAt(10)
                .requestsCalled("catalog")
                .served(10, 20, 100, 0.01)
                .requestsCalled("order")
                .failed(20, 30, 100, 1);

        Explanation catalog =
                Explainer.explain(story.facts(), Figure.of("success").orElseThrow(), Optional.of("catalog"));
        Explanation nobody = Explainer.explain(story.facts(), Figure.of("p95").orElseThrow(), Optional.of("basket"));

        assertThat(catalog.estimate().value()).hasValue(1);
        assertThat(nobody.trace()).containsExactly(Part.of("not measured", List.of("no request ended in that time")));
        assertThatThrownBy(() ->
                        Explainer.explain(story.facts(), Figure.of("failover").orElseThrow(), Optional.of("catalog")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("failover is not a figure of requests");
    }

    static Stream<Figure> figures() {
        return Figure.ALL.stream();
    }

    /** Any figure, whether an objective is on it or not: as the judges have it, with something to show. */
    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureIsExplainedAsItIsJudged(Figure figure) {
        for (Story story : List.of(fourSecondsRefused(), ledger(), nodes(), story().served(0, 30, 100, 0.004))) {
            Explanation explanation = explain(story, figure.key());

            assertThat(explanation.estimate().method())
                    .isEqualTo(story.figure(figure.key()).method());
            assertThat(explanation.estimate().value())
                    .isEqualTo(story.figure(figure.key()).value());
            assertThat(explanation.trace()).isNotEmpty();
        }
    }

    /** Every request that gives an end is found, and the sums come to the figure: of services of every kind. */
    @Provide
    Arbitrary<KnownService> services() {
        return KnownServices.any();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE, seed = "20261130")
    void whatIsShownAddsUpToTheFigure(@ForAll("services") KnownService service) {
        for (String figure : List.of("failover", "downtime", "brownout")) {
            Explanation explanation = explain(service.seen().story(), figure);
            explanation.trace().stream()
                    .filter(part -> part.title().matches("(degraded|outage) .*"))
                    .filter(part -> part.lines().stream().noneMatch(line -> line.contains("no request bounds")))
                    .forEach(part -> assertThat(part.requests())
                            .as(figure + " " + service + " " + part)
                            .hasSize(4));
            explanation.trace().stream()
                    .filter(part -> part.title().equals("how it adds up"))
                    .forEach(part -> assertThat(results(part))
                            .as(figure + " " + service + " " + part)
                            .containsAllEntriesOf(ends(explanation)));
        }
    }

    private static final Pattern RESULT = Pattern.compile("(low|high|value) = .*?([0-9.]+) s");

    /** What stands behind the last equals sign of each line, to the microsecond. */
    private static Map<String, Double> results(Part part) {
        Map<String, Double> results = new TreeMap<>();
        for (String line : part.lines()) {
            Matcher matcher = RESULT.matcher(line);
            if (matcher.matches()) {
                BigDecimal seconds = new BigDecimal(matcher.group(2)).movePointRight(9);
                results.put(matcher.group(1), Seconds.of(seconds.longValueExact()));
            }
        }
        return results;
    }

    private static Map<String, Double> ends(Explanation explanation) {
        Map<String, Double> ends = new TreeMap<>();
        put(ends, "low", explanation.estimate().low());
        put(ends, "high", explanation.estimate().high());
        put(ends, "value", explanation.estimate().value());
        return ends;
    }

    private static void put(Map<String, Double> ends, String name, OptionalDouble end) {
        end.ifPresent(present -> ends.put(name, present));
    }
}
