package io.blackstart.analysis.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.definition.Definitions;
import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is predicted for the catalogue's experiments, from the configuration that they really mount. */
class CataloguePredictionsTest {

    private static final Path CATALOGUE = Path.of("../experiments");

    private static List<Prediction> predictions(String experiment, List<Path> topology) {
        Experiment read = new Definitions(Map.of())
                .experiment(CATALOGUE.resolve(experiment), topology, Map.of())
                .value()
                .orElseThrow()
                .experiment();
        List<Hit> hits = new TargetResolver(read.topology(), 1)
                .resolveAll(read).stream()
                        .map(step -> new Hit(
                                step.step().fault(),
                                step.target().label(),
                                step.step().duration()))
                        .toList();
        return Predictions.of(read.topology(), hits);
    }

    private static String range(List<Prediction> predictions, String figure) {
        return predictions.stream()
                .filter(prediction -> prediction.figure().equals(figure))
                .map(prediction ->
                        prediction.made() ? prediction.low().getAsDouble() + " … " + text(prediction.high()) : "none")
                .findFirst()
                .orElse("nothing");
    }

    private static String text(OptionalDouble end) {
        return end.isPresent() ? Double.toString(end.getAsDouble()) : "?";
    }

    /**
     * Checks every 0.5 s, 0.2 s once one has failed, 2 to fall: a refusing node is out within 0.7 s, a silent one, whose checks
     * take 0.4 s to fail, within 1.5 s; requests that fail may be sooner. Refused requests go to another node.
     */
    @ParameterizedTest
    @CsvSource({
        "three-tier/api-node-crash.yaml, 0.0 … 0.8, 0.0 … 0.8, 0.1 … ?",
        "three-tier/api-node-flapping.yaml, 0.0 … 0.8, 0.0 … 0.8, 0.1 … ?",
        "three-tier/second-crash-after-first.yaml, 0.0 … 0.8, 0.0 … 0.8, 0.1 … ?",
        "three-tier/api-node-host-loss.yaml, 0.3 … 1.6, 0.0 … 1.6, 0.1 … ?",
        "three-tier/zone-loss.yaml, 0.3 … 1.6, 0.0 … 1.6, 0.1 … ?",
        "three-tier/database-crash.yaml, none, none, none",
        "three-tier/database-slow.yaml, none, none, none",
        "three-tier/control.yaml, nothing, nothing, nothing",
        "foreign-compose/web-crash.yaml, none, none, none"
    })
    void ofTheCatalogue(String experiment, String detection, String failover, String back) {
        List<Prediction> predictions = predictions(experiment, List.of());
        assertThat(range(predictions, "detection")).isEqualTo(detection);
        assertThat(range(predictions, "failover")).isEqualTo(failover);
        assertThat(range(predictions, "backInRotation")).isEqualTo(back);
    }

    /** The broken twin checks nobody and tries nothing again: a third of the requests fails until the node is back. */
    @ParameterizedTest
    @CsvSource({"three-tier/api-node-crash.yaml, 7.9 … ?", "three-tier/api-node-host-loss.yaml, 7.5 … ?"})
    void ofTheBrokenTwin(String experiment, String failover) {
        List<Prediction> predictions =
                predictions(experiment, List.of(CATALOGUE.resolve("topologies/three-tier-broken.compose.yaml")));
        assertThat(range(predictions, "detection")).isEqualTo("none");
        assertThat(range(predictions, "failover")).isEqualTo(failover);
    }
}
