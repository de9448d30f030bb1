package io.blackstart.analysis;

import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.definition.Definitions;
import io.blackstart.objective.Estimate;
import io.blackstart.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which node answered. Faults hit api-2. */
class AnswerersTest {

    private static final Topology THREE_TIER = new Definitions(Map.of())
            .topology(List.of(Path.of("../experiments/topologies/three-tier.compose.yaml")))
            .value()
            .orElseThrow();

    /** Two nodes in turn; api-2 is crashed at 10 s, let go at 20 s, and answers again from 21.5 s on. */
    private static Story turns() {
        return story().on(THREE_TIER)
                .heldFor(10)
                .by("api-1")
                .served(0, 30, 100, 0.004)
                .by("api-2")
                .served(0.005, 10, 100, 0.004)
                .injectedWithin(10, 10.01)
                .by("")
                .failed(10.1, 10.5, 50, 0.001)
                .by("api-2")
                .failed(10.5, 10.6, 10, 0.003)
                .undoneWithin(20, 20.02)
                .served(21.5, 30, 100, 0.004);
    }

    private static Judgement.Repeat run(Story story) {
        return story.judge().runs().get(0);
    }

    private static Judgement.NodeReport node(Judgement.Repeat run, String name) {
        return run.nodes().stream()
                .filter(node -> node.node().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sharesAreThoseOfAnswersInEachPhase() {
        Judgement.NodeReport second = node(run(turns()), "api-2");

        assertThat(second.phases())
                .extracting(Judgement.ShareReport::phase)
                .containsExactly("before", "during", "after");
        assertThat(second.phases()).extracting(Judgement.ShareReport::answered).containsExactly(1000L, 1L, 850L);
        assertThat(second.phases().get(0).share().value().orElseThrow()).isEqualTo(0.5, within(0.001));
        assertThat(second.phases().get(2).share().value().orElseThrow()).isEqualTo(850.0 / 1848, within(0.001));
    }

    @Test
    void failuresAreThoseOfWhoeverGaveThem() {
        Judgement.Repeat run = run(turns());

        assertThat(node(run, "api-2").phases())
                .extracting(Judgement.ShareReport::failed)
                .containsExactly(0L, 1L, 0L);
        assertThat(node(run, "api-1").phases())
                .extracting(Judgement.ShareReport::failed)
                .containsExactly(0L, 0L, 0L);
        assertThat(node(run, "").phases())
                .extracting(Judgement.ShareReport::failed)
                .containsExactly(0L, 20L, 0L);
        assertThat(node(run, "").phases())
                .allSatisfy(phase -> assertThat(phase.share().value()).isEmpty());
    }

    @Test
    void theLastAnswerBeforeTheUndoAndTheFirstAfterIt() {
        Judgement.EdgeReport edge = node(run(turns()), "api-2").edges().get(0);

        assertThat(edge.step()).isEqualTo("1");
        assertInterval(edge.lastAnswer(), 0.49, 0.503);
        assertInterval(edge.firstAnswer(), 1.48, 1.504);
        assertThat(node(run(turns()), "api-1").edges()).isEmpty();
    }

    private static void assertInterval(Optional<Estimate> estimate, double low, double high) {
        assertThat(estimate.orElseThrow().low().orElseThrow()).isEqualTo(low, within(1e-6));
        assertThat(estimate.orElseThrow().high().orElseThrow()).isEqualTo(high, within(1e-6));
    }

    @Test
    void oneThatAnswersNothingHasNoEdges() {
        Story gone = story().on(THREE_TIER)
                .by("api-2")
                .served(0, 9, 100, 0.004)
                .by("api-1")
                .served(9, 30, 100, 0.004)
                .injectedAt(10)
                .undoneWithin(20, 20);
        Judgement.EdgeReport edge = node(run(gone), "api-2").edges().get(0);

        assertThat(edge.lastAnswer()).isEmpty();
        assertThat(edge.firstAnswer()).isEmpty();
    }

    @Test
    void whereNobodyTellsThereIsNothingToReport() {
        Story silent = story().on(THREE_TIER).served(0, 30, 100, 0.004).injectedAt(10);

        assertThat(run(silent).nodes()).isEmpty();
    }

    /** Brown, Cai and DasGupta, Statistical Science 16 (2001): Wilson's interval; the values are R's prop.test(correct=FALSE). */
    @ParameterizedTest
    @CsvSource({"0, 10, 0.0, 0.2775", "5, 10, 0.2366, 0.7634", "10, 10, 0.7225, 1.0", "1, 3, 0.0615, 0.7923"})
    void theIntervalOfAShareIsWilsons(long of, long all, double low, double high) {
        Estimate share = Answerers.share(of, all);

        assertThat(share.low().orElseThrow()).isEqualTo(low, within(1e-4));
        assertThat(share.high().orElseThrow()).isEqualTo(high, within(1e-4));
        assertThat(share.value()).hasValue((double) of / all);
    }

    @Test
    void aShareOfNothingIsNotMeasured() {
        assertThat(Answerers.share(0, 0).value()).isEmpty();
    }

    @Test
    void howLongItTookToBeBackStandsBesideItsPrediction() {
        Judgement.PredictionReport back = run(turns()).predictions().stream()
                .filter(report -> report.predicted().figure().equals("backInRotation"))
                .findFirst()
                .orElseThrow();

        assertThat(back.predicted().low()).hasValue(0.1);
        assertInterval(back.measured(), 1.48, 1.504);
        assertThat(back.outside()).isFalse();
    }
}
