package io.blackstart.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Repeats;
import io.blackstart.objective.Confidence;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code repeat}, and bounds with a confidence: what they mean, and what is refused. */
class RepeatsTest {

    private static final String FRESH = "repeat: { times: 59, spread: 3s, fresh: true }";

    @TempDir
    private Path folder;

    private Experiment read(String keys, String failover) throws IOException {
        return new Workbench(folder)
                .top(keys)
                .experiment("\"<= 2s\"", failover)
                .valid()
                .experiment();
    }

    @Test
    void withoutItIsOnce() throws IOException {
        assertThat(read("tags: [a]", "2s").repeats()).isEqualTo(Repeats.once());
    }

    @Test
    void aNumberIsHowOften() throws IOException {
        assertThat(read("repeat: 5", "2s").repeats()).isEqualTo(new Repeats(5, Duration.ZERO, false));
    }

    @Test
    void aMappingSaysTheRest() throws IOException {
        assertThat(read(FRESH, "2s").repeats()).isEqualTo(new Repeats(59, Duration.ofSeconds(3), true));
    }

    @Test
    void aBoundWithAConfidenceIsOnAQuantile() throws IOException {
        Experiment experiment = read(FRESH, "{ p50: 1s, p95: \"<= 2s\", confidence: 95% }");
        assertThat(experiment.fixedNumber()).isTrue();
        assertThat(experiment.objectives())
                .extracting(Objective::text)
                .containsExactly("failover p50 <= 1s (95 %)", "failover p95 <= 2s (95 %)", "lostWrites <= 0");
        Objective p95 = experiment.objectives().get(1);
        assertThat(p95.relation()).isEqualTo(Relation.AT_MOST);
        assertThat(p95.bound()).isEqualTo(2);
        assertThat(p95.confidence()).isEqualTo(Optional.of(new Confidence(0.95, 0.95)));
        assertThat(experiment.objectives().get(2).confidence()).isEmpty();
    }

    @Test
    void requestsOfOneNameMayHaveOneToo() throws IOException {
        Experiment experiment = new Workbench(folder)
                .top(FRESH)
                .experiment(
                        "failover: \"<= 2s\"",
                        "requests: { write: { success: { p5: \">= 99%\", confidence: 99.5% } } }")
                .valid()
                .experiment();
        assertThat(experiment.objectives().get(0).text()).isEqualTo("write: success p5 >= 99% (99.5 %)");
        assertThat(experiment.objectives().get(0).request()).contains("write");
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of("repeat: 0", "2s", "experiment.yaml:3:9: found '0'; expected 1 to 1000"),
                Arguments.of("repeat: often", "2s", "experiment.yaml:3:9: found 'often'; expected a whole number"),
                Arguments.of("repeat: { times: 2000 }", "2s", "3:18: found '2000'; expected 1 to 1000"),
                Arguments.of("repeat: { spread: 3s }", "2s", "repeat has no 'times'; expected how often, such as 5"),
                Arguments.of("repeat: { times: 2, spread: -1s }", "2s", "3:29: found '-1s'; expected a duration"),
                Arguments.of("repeat: { times: 2, spread: 2h }", "2s", "3:21: a spread of 120 min; expected 0s to 1h"),
                Arguments.of("repeat: { times: 2, fresh: perhaps }", "2s", "found 'perhaps'; expected true or false"),
                Arguments.of(
                        "repeat: { times: 2, frsh: true }", "2s", "the key 'frsh' is not known; did you mean 'fresh'?"),
                Arguments.of(
                        "tags: [a]",
                        "{ p95: 2s, confidence: 95% }",
                        "17:24: a confidence without independent repeats; expected repeat: { times: 59, fresh: true }"),
                Arguments.of(
                        "repeat: 300",
                        "{ p99: 2s, confidence: 95% }",
                        "a confidence without independent repeats; expected repeat: { times: 299, fresh: true }"),
                Arguments.of(FRESH, "{ p95: 2s }", "a bound with a confidence has no 'confidence'; expected how sure"),
                Arguments.of(
                        FRESH,
                        "{ confidence: 95% }",
                        "17:13: a confidence in nothing; expected a bound on one of p1, p5"),
                Arguments.of(FRESH, "{ max: 2s, confidence: 95% }", "the key 'max' is not known"),
                Arguments.of(
                        FRESH,
                        "{ p95: 2s, confidence: 100% }",
                        "found '100%'; expected a confidence from 50% to 99.99%, such as 95%"),
                Arguments.of(FRESH, "{ p95: 2s, confidence: 5% }", "found '5%'; expected a confidence from 50%"),
                Arguments.of(
                        FRESH, "{ p95: 99%, confidence: 95% }", "the bound '99%' for failover; expected a duration"),
                Arguments.of(
                        FRESH,
                        "{ p95: \">= 2s\", confidence: 95% }",
                        "'>=' for p95; expected it for p5: of p95 most repeats may break it"),
                Arguments.of(
                        FRESH,
                        "{ p5: \"< 2s\", confidence: 95% }",
                        "'<' for p5; expected it for p95: of p5 most repeats may break it"),
                Arguments.of(FRESH, "{ p95: \"= 2s\", confidence: 95% }", "'=' for p95; expected <=, <, >= or >"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void whatMakesNoSenseIsRefused(String keys, String failover, String problem) throws IOException {
        List<String> problems = new Workbench(folder)
                .top(keys)
                .experiment("\"<= 2s\"", failover)
                .problems();
        assertThat(problems).anySatisfy(one -> assertThat(one).contains(problem));
    }

    @Test
    void theSteadyStateIsJudgedOnce() throws IOException {
        assertThat(new Workbench(folder)
                        .top(FRESH)
                        .experiment("{ success: \">= 99%\" }", "{ p95: { p95: 1s, confidence: 95% } }")
                        .problems())
                .singleElement()
                .asString()
                .contains("a confidence in the steady state; expected a bound without one");
    }

    @Test
    void aControlRunHasNothingToBeginLater() throws IOException {
        assertThat(new Workbench(folder)
                        .top("repeat: { times: 2, spread: 1s }")
                        .method("[]")
                        .experiment("rate: 50/s", "rate: 50/s\n  for: 10s")
                        .problems())
                .anySatisfy(problem -> assertThat(problem).contains("a spread of a control run; leave it out"));
    }
}
