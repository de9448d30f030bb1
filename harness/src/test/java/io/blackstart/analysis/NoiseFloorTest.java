package io.blackstart.analysis;

import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.journal.Event;
import io.blackstart.load.LoadCounts;
import io.blackstart.objective.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a control run shows without a fault, and which figures are no more than that. */
class NoiseFloorTest {

    /** The time between two answers on a grid of 5 ms, at a hundred requests a second. */
    private static final double GRID = 0.005;

    private static Map<String, Double> floor(Story control) {
        return NoiseFloor.of(control.judge()).seconds();
    }

    private static Story calm() {
        return story().served(0, 30, 100, 0.004);
    }

    @Test
    void aCalmControlRunShowsTheTimeBetweenItsAnswers() {
        Map<String, Double> floor = floor(calm());

        assertThat(floor.get("failover")).isCloseTo(0.01, within(GRID));
        assertThat(floor.get("downtime")).isEqualTo(floor.get("failover"));
        assertThat(floor.get("recovered")).isEqualTo(floor.get("failover"));
        assertThat(floor.get("brownout")).isZero();
        assertThat(floor.get("p99")).isCloseTo(0.004, within(0.0001));
        assertThat(floor).containsKeys("p50", "max", "answer.p95").doesNotContainKeys("success", "lostWrites");
    }

    @Test
    void aShortStallIsNoOutageAndRaisesTheFloor() {
        Story stalled = story().served(0, 10, 100, 0.004);
        for (int i = 0; i < 20; i++) {
            stalled.servedAt(10 + i / 100.0, 10.201);
        }

        assertThat(floor(stalled.served(10.21, 30, 100, 0.004)).get("failover")).isCloseTo(0.2, within(2 * GRID));
    }

    @Test
    void anOutageWithoutAFaultIsAsLongAsItWas() {
        Story down =
                story().served(0, 10, 100, 0.004).failed(10, 11, 100, 0.001).served(11, 30, 100, 0.004);

        assertThat(floor(down).get("failover")).isCloseTo(1, within(2 * GRID));
        assertThat(floor(down).get("brownout")).isCloseTo(1, within(2 * GRID));
    }

    @Test
    void aPercentileAmongFailuresHasNoFloor() {
        Story half = story().served(0, 30, 50, 0.004).failed(0.01, 30, 50, 0.004);

        assertThat(floor(half)).containsKey("answer.p99").doesNotContainKey("p99");
    }

    @Test
    void aRunWithAFaultHasNone() {
        Story faulty = calm().injectedAt(10);

        assertThat(faulty.judge().runs().get(0).floor()).isEmpty();
    }

    @Test
    void aControlRunThatCannotBeBelievedHasNone() {
        Story late = calm().counted(counts -> new LoadCounts(3000, 3000, 3000, 3000, 31, false));

        assertThat(floor(late)).isEmpty();
    }

    private static Finding failover(Story story) {
        return story.wants("failover <= 5").judge().findings().get(0);
    }

    @Test
    void upToTheFloorAFigureIsNoise() {
        Finding quick = failover(story().served(0, 10, 100, 0.004)
                .injectedAt(10)
                .failed(10, 10.4, 100, 0.001)
                .served(10.4, 30, 100, 0.004));
        double value = quick.estimate().value().orElseThrow();

        assertThat(new NoiseFloor("c", Map.of("failover", value)).covers(quick)).isTrue();
        assertThat(new NoiseFloor("c", Map.of("failover", value - 0.001)).covers(quick))
                .isFalse();
        assertThat(new NoiseFloor("c", Map.of("downtime", 9.0)).covers(quick)).isFalse();
        assertThat(new NoiseFloor("c", Map.of("failover", 9.0)).of(quick)).hasValue(9);
    }

    @Test
    void whatWasCutOffIsNoNoise() {
        Finding never =
                failover(story().served(0, 10, 100, 0.004).injectedAt(10).failed(10, 30, 100, 0.001));

        assertThat(new NoiseFloor("c", Map.of("failover", 99.0)).covers(never)).isFalse();
    }

    @Test
    void whereTheControlShowsNothingNothingIsBelow() {
        Finding none =
                calm().injectedAt(10).wants("brownout <= 5").judge().findings().get(0);

        assertThat(none.estimate().value()).hasValue(0);
        assertThat(new NoiseFloor("c", Map.of("brownout", 0.0)).covers(none)).isFalse();
        assertThat(new NoiseFloor("c", Map.of("brownout", 0.1)).covers(none)).isTrue();
    }

    @Test
    void requestsOfOneNameHaveNoFloorOfTheirs() {
        Finding named = calm().injectedAt(10)
                .requestsCalled("ask")
                .wantsOf("ask", "p95 <= 1")
                .judge()
                .findings()
                .get(0);

        assertThat(new NoiseFloor("c", Map.of("p95", 9.0)).of(named)).isEmpty();
    }

    @Test
    void ofRepeatsTheMostThatAnyShowsCounts() {
        Judgement one = calm().judge();
        Judgement other = story().served(0, 10, 100, 0.004)
                .failed(10, 11, 100, 0.001)
                .served(11, 30, 100, 0.004)
                .judge();
        Judgement both = new Judgement(
                one.verdict(),
                one.exit(),
                one.reasons(),
                one.doubts(),
                one.experiment(),
                one.hypothesis(),
                one.run(),
                one.seed(),
                one.parameters(),
                one.started(),
                one.seconds(),
                one.findings(),
                List.of(one.runs().get(0), other.runs().get(0)));

        assertThat(NoiseFloor.of(both).seconds().get("failover")).isCloseTo(1, within(2 * GRID));
        assertThat(NoiseFloor.of(both).control()).isEqualTo("run-1");
    }

    @Test
    void itChangesNoVerdict() {
        Judgement missed = calm().injectedAt(10)
                .event(new Event.Noted(Story.at(11), "n"))
                .wants("failover >= 1")
                .judge();
        Judgement held = missed.against(new NoiseFloor("c", Map.of("failover", 9.0)));

        assertThat(held.verdict()).isEqualTo(missed.verdict());
        assertThat(held.reasons()).isEqualTo(missed.reasons());
        assertThat(held.findings()).isEqualTo(missed.findings());
    }
}
