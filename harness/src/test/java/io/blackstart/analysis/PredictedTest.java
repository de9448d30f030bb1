package io.blackstart.analysis;

import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.definition.Definitions;
import io.blackstart.objective.Verdict;
import io.blackstart.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the configuration predicts, beside what was measured. The catalogue's balancer takes a crashed node out within 0.7 s. */
class PredictedTest {

    private static final Topology THREE_TIER = new Definitions(Map.of())
            .topology(List.of(Path.of("../experiments/topologies/three-tier.compose.yaml")))
            .value()
            .orElseThrow();

    private static Story crashed(double seconds) {
        return story().on(THREE_TIER)
                .served(0, 10, 100, 0.004)
                .injectedAt(10)
                .failed(10, 10 + seconds, 100, 0.001)
                .served(10 + seconds, 30, 100, 0.004);
    }

    private static Judgement.PredictionReport predicted(Judgement judgement, String figure) {
        return judgement.runs().get(0).predictions().stream()
                .filter(report -> report.predicted().figure().equals(figure))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasMeasuredStandsBesideWhatWasPredicted() {
        Judgement.PredictionReport failover = predicted(crashed(0.5).judge(), "failover");

        assertThat(failover.predicted().high()).hasValue(0.8);
        assertThat(failover.measured().orElseThrow().low()).hasValue(0.49);
        assertThat(failover.outside()).isFalse();
    }

    @Test
    void whatLiesOutsideIsPointedOutAndChangesNoVerdict() {
        Judgement judgement = crashed(3).wants("failover <= 5").judge();

        assertThat(predicted(judgement, "failover").outside()).isTrue();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.reasons()).isEmpty();
    }

    @Test
    void whatNobodyMeasuresIsNeverOutside() {
        Judgement.PredictionReport detection = predicted(crashed(3).judge(), "detection");

        assertThat(detection.predicted().made()).isTrue();
        assertThat(detection.measured()).isEmpty();
        assertThat(detection.outside()).isFalse();
    }

    @Test
    void withoutAFaultThatWasInjectedNothingIsPredicted() {
        Judgement judgement = story().on(THREE_TIER).served(0, 30, 100, 0.004).judge();

        assertThat(judgement.runs().get(0).predictions()).isEmpty();
    }
}
