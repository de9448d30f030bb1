package io.blackstart.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.MeasuringPage.Block;
import io.blackstart.analysis.validity.Check;
import io.blackstart.analysis.validity.Rule;
import io.blackstart.analysis.validity.SelfChecks;
import io.blackstart.objective.Figure;
import io.blackstart.report.ExplanationText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/measuring.md says is what the code computes. */
class MeasuringPageTest {

    static List<Block> figures() {
        return MeasuringPage.blocks("figures");
    }

    static List<Block> explanations() {
        return MeasuringPage.blocks("explain");
    }

    private static Explanation explain(Story story, String figure) {
        return Explainer.explain(story.facts(), Figure.of(figure).orElseThrow(), Optional.empty());
    }

    private static String text(Story story, String figure) {
        return ExplanationText.text(explain(story, figure)).replace(", run run-1", "");
    }

    /** {@code failover = 1 s (0.9 s … 1.1 s)} is a figure, {@code failover <= 2: PASS} a verdict. */
    private static String computed(Block block, String claim) {
        Story story = block.story();
        String figure = claim.split(" ", -1)[0];
        int verdict = claim.indexOf(": ");
        if (verdict < 0) {
            return text(story, figure).lines().findFirst().orElseThrow();
        }
        String objective = claim.substring(0, verdict);
        story.wants(objective);
        return objective + ": " + explain(story, figure).findings().get(0).verdict();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureOfAnExampleIsTheOneThatComesOut(Block block) {
        assertThat(block.lines().stream().map(claim -> computed(block, claim)).toList())
                .isEqualTo(block.lines());
    }

    @ParameterizedTest
    @MethodSource("explanations")
    void everyTraceOfAnExampleIsTheOneThatComesOut(Block block) {
        assertThat(text(block.story(), block.about()).strip()).isEqualTo(block.text());
    }

    @Test
    void thePictureIsDrawnFromItsExample() {
        Block picture = MeasuringPage.blocks("picture").get(0);

        assertThat(EdgePicture.of(picture.story())).isEqualTo(picture.text());
    }

    @Test
    void thereIsAnExampleOfEachKind() {
        assertThat(figures()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(explanations()).hasSizeGreaterThanOrEqualTo(2);
    }

    static Stream<String> keys() {
        return Stream.of(Figure.ALL.stream().map(Figure::key), Stream.of("detection"), Figure.NOT_YET.stream())
                .flatMap(keys -> keys);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyFigureIsDefined(String key) {
        assertThat(MeasuringPage.text()).contains("`" + key + "`");
    }

    /** The table of thresholds: what it says, and the number that the code has. */
    static Stream<Arguments> thresholds() {
        return Stream.of(
                threshold("a window has at least", Windows.ARRIVALS + " arrivals"),
                threshold("slices, the grid of windows and stalls", Instants.length(Slices.WIDTH)),
                threshold("success where nobody says", Math.round(Measurements.RATIO * 100) + " %"),
                threshold("odds that convince", "e^" + (int) Segment.CONVINCING),
                threshold("odds that raise a doubt", "e^" + (int) Degradation.DOUBTFUL),
                threshold("odds that bound an edge of a partial failure", "1 : " + Math.round(Math.exp(Profile.DOUBT))),
                threshold("bad requests in a row for strict edges", Edges.FEW + ""),
                threshold("share of failures beyond which it is down", (int) (Degradation.DOWN * 100) + " %"),
                threshold("a stall lasts longer than", Instants.length(Stalls.SHORTEST)),
                threshold("and than the steady state's longest, times", Stalls.TIMES + ""),
                threshold("usual latency, percentile of the undisturbed", "p" + Baseline.USUAL),
                threshold("a cut request is in doubt after", Instants.length(Success.PATIENCE)),
                threshold(
                        "late starts allowed",
                        "1 in " + Math.round(1 / rule("lateStarts").threshold())));
    }

    private static Rule rule(String key) {
        return SelfChecks.ALL.stream()
                .map(Check::rule)
                .filter(rule -> rule.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The table of checks: each with its threshold and its effect, in the order in which they are made. */
    @Test
    void everyCheckOfTheHarnessStandsInItsTable() {
        assertThat(SelfChecks.ALL).extracting(Check::rule).allSatisfy(rule -> assertThat(MeasuringPage.text())
                .containsPattern("\\| `" + rule.key() + "` \\| [^|]+ \\| " + threshold(rule) + " \\| "
                        + rule.effect().name().toLowerCase(Locale.ROOT) + " \\|"));
    }

    private static String threshold(Rule rule) {
        return switch (rule.unit()) {
            case SECONDS -> BigDecimal.valueOf(rule.threshold()).toPlainString() + " s";
            case RATIO -> Math.round(rule.threshold() * 100) + " %";
            case COUNT -> Math.round(rule.threshold()) + "";
        };
    }

    private static Arguments threshold(String name, String value) {
        return Arguments.of(name, value);
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    void everyThresholdIsTheCodes(String name, String value) {
        assertThat(MeasuringPage.text()).contains("| " + name + " | " + value + " |");
    }

    @ParameterizedTest
    @CsvSource({"README.md", "docs/concepts.md", "docs/formats.md"})
    void thePageIsLinked(String from) throws IOException {
        assertThat(Files.readString(Path.of("..", from))).contains("measuring.md");
    }
}
