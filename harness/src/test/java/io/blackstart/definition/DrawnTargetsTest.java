package io.blackstart.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn, over many seeds. */
class DrawnTargetsTest {

    private static final int SEEDS = 60;

    @TempDir
    private Path folder;

    private Experiment experiment(String method) throws IOException {
        return new Workbench(folder)
                .compose("replicas: 2", "replicas: 4")
                .method(method)
                .valid()
                .experiment();
    }

    private static List<List<String>> nodes(Experiment experiment, long seed) {
        return new TargetResolver(experiment.topology(), seed)
                .resolveAll(experiment).stream()
                        .map(step -> step.target().nodes())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ any: api, except: api-1 }                         | 1",
                "{ count: 3, of: api, except: api-1 }                | 3",
                "{ share: 100%, of: api, except: api-1 }             | 3",
                "{ share: 50%, of: api, except: api-1 }              | 2",
                "{ share: 1%, of: api, except: [api-1, api-2] }      | 1",
            })
    void isDrawnFromWhatIsNotExcepted(String target, int size) throws IOException {
        Experiment experiment = experiment("- { at: 0s, fault: crash, target: " + target + " }");
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(nodes(experiment, seed).get(0)).hasSize(size).doesNotContain("api-1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fault: crash, target: { any: api }, for: 5s          | fault: freeze, target: { count: 2, of: api }, for: 5s",
                "fault: crash, target: api-3, for: 5s                 | fault: freeze, target: { any: api }, for: 5s",
                "fault: crash, target: { any: api }, for: 5s          | fault: exec, run: [a], undo: [b], target: { count: 3, of: api }, for: 1s",
                "fault: freeze, target: { role: primary }, for: 5s    | fault: exec, run: [a], undo: [b], target: { any: api }, for: 1s",
            })
    void whatMakesNoSenseTogetherIsNotDrawnForOneNode(String one, String other) throws IOException {
        Experiment experiment = experiment("- { at: 0s, " + one + " }\n- { at: 2s, " + other + " }");
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<List<String>> drawn = nodes(experiment, seed);
            assertThat(drawn.get(0)).doesNotContainAnyElementsOf(drawn.get(1));
        }
    }

    @Test
    void whatDoesMayBe() throws IOException {
        Experiment experiment = experiment("""
                - { at: 0s, fault: crash, target: { any: api }, for: 5s }
                - { at: 2s, fault: isolate, target: { any: api }, for: 5s }
                """);
        assertThat(LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> nodes(experiment, seed)))
                .anyMatch(drawn -> drawn.get(0).equals(drawn.get(1)))
                .anyMatch(drawn -> !drawn.get(0).equals(drawn.get(1)));
    }

    @Test
    void whatCannotBeDrawnSaysWhoseItIs() throws IOException {
        Experiment four = experiment("- { at: 0s, fault: crash, target: { count: 4, of: api } }");
        Experiment two = new Workbench(folder).valid().experiment();
        Experiment mixed = new Experiment(
                two.name(),
                two.hypothesis(),
                two.tags(),
                two.topology(),
                two.load(),
                two.steadyState(),
                four.method(),
                two.objectives(),
                two.recovery(),
                two.guardrails(),
                two.limits(),
                two.seed());
        assertThatThrownBy(() -> nodes(mixed, 1))
                .isInstanceOf(TargetResolver.Unresolvable.class)
                .hasMessage("step 1: 4 of api are wanted of 2");
    }
}
