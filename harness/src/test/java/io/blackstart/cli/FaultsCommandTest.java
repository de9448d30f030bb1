package io.blackstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.definition.Definitions;
import io.blackstart.definition.Result;
import io.blackstart.experiment.Experiment;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Faults;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual of the faults. */
class FaultsCommandTest {

    private static final Path TOPOLOGY = Path.of("../experiments/topologies/faults.compose.yaml")
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder;

    static Stream<String> faults() {
        return Faults.byName().keySet().stream();
    }

    @Test
    void allAreListedOnceBelowWhatTheyActOn() {
        Cli cli = Cli.run("faults");
        assertThat(cli.exit()).isZero();
        assertThat(cli.out().lines().filter(line -> line.startsWith("  ")))
                .hasSameSizeAs(Faults.byName().keySet());
        assertThat(cli.out()).contains("on a link\n").containsPattern("  crash +The node's process dies by SIGKILL\\.");
        assertThat(FaultText.BRANCHES.keySet()).isEqualTo(Set.of(Fault.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachHasAPageWithEveryParameterAndItsExample(String fault) {
        Cli cli = Cli.run("faults", fault);
        assertThat(cli.exit()).isZero();
        assertThat(cli.out())
                .startsWith(fault + ": ")
                .contains("acts on", "target", "for ", "peers see", "made by", "limits", "    fault: " + fault + "\n");
        for (RecordComponent component : Faults.byName().get(fault).getRecordComponents()) {
            assertThat(cli.out()).containsPattern("(?m)^" + component.getName() + " +\\S.*  (yes|no) +\\S");
        }
    }

    @Test
    void aPageTellsRangesAndDefaults() {
        assertThat(Cli.run("faults", "latency").out())
                .containsPattern("delay +duration +more than 0s and at most 1h +needed +yes +added to each chunk")
                .containsPattern("jitter +duration +0s to 1h +0s +no ")
                .containsPattern("direction +choice +request, response, both +response +no ")
                .contains("graded: may grow or shrink, as in delay: { from: …, to: …, over: 20s }");
        assertThat(Cli.run("faults", "clock-skew").out()).containsPattern("rate +number +0\\.1 to 10 +none +no ");
        assertThat(Cli.run("faults", "crash").out()).contains("parameters: none");
    }

    @Test
    void unknownOnesAreRefusedWithTheNearest() {
        Cli cli = Cli.run("faults", "latncy");
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("the fault 'latncy' is not known; did you mean 'latency'?");
    }

    @Test
    void anExampleNeedsAFault() {
        assertThat(Cli.run("faults", "--example").exit()).isEqualTo(64);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachExampleIsAnExperimentWithThatFault(String fault) throws IOException {
        Experiment experiment = example(fault);
        assertThat(experiment.method()).hasSize(1);
        assertThat(experiment.method().get(0).fault().kind()).isEqualTo(fault);
    }

    private Experiment example(String fault) throws IOException {
        Path file = folder.resolve(fault + ".yaml");
        Files.writeString(file, new FaultPage(Faults.byName().get(fault)).example(TOPOLOGY));
        Result<Definitions.Source> read = new Definitions(Map.of()).experiment(file, List.of(), Map.of());
        assertThat(read.problems()).isEmpty();
        return read.value().orElseThrow().experiment();
    }

    /** The page knows the record's class only, the rule is its object's. */
    @ParameterizedTest
    @MethodSource("faults")
    void thePageSaysWhetherAnEndIsNeeded(String fault) throws IOException {
        boolean needed = example(fault).method().get(0).fault().needsEnd();
        assertThat(Cli.run("faults", fault).out())
                .contains(needed ? "needed: how long it lasts" : "may be left out: it ends by itself");
    }

    @Test
    void theCommandPrintsTheExampleWhole() {
        assertThat(Cli.run("faults", "crash", "--example").out())
                .contains("experiment: crash-example\n", "  - at: 0s\n    fault: crash\n", "faults.compose.yaml\"\n");
    }

    @Test
    void pathsAreQuoted() {
        assertThat(new FaultPage(Faults.byName().get("crash")).example(Path.of("/a \"b\"/$c.yaml")))
                .contains("topology: \"/a \\\"b\\\"/$$c.yaml\"\n");
    }
}
