package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Faults;
import io.blackstart.fault.InNode;
import io.blackstart.fault.Manual;
import io.blackstart.fault.OnLimits;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.OnPackets;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.OnVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The example on each fault's page is carried out, one after the other in a sequence: those that peers see, then those in nodes. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class FaultExamplesIT {

    @TempDir
    private Path folder;

    /** Runs of one process share its log; who asks for it first while others do gets a substitute. */
    @BeforeAll
    static void openTheLog() {
        LoggerFactory.getLogger(FaultExamplesIT.class);
    }

    static Stream<Arguments> mechanisms() {
        return Stream.of(
                Arguments.of("outside", List.of(OnProcess.class, OnPackets.class, OnLink.class)),
                Arguments.of("inside", List.of(OnLimits.class, OnVolume.class, InNode.class)));
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void areAppliedMetAndUndone(String name, List<Class<? extends Fault>> branches) throws IOException {
        Map<String, String> steps = new TreeMap<>();
        Faults.byName().forEach((fault, type) -> {
            if (branches.stream().anyMatch(branch -> branch.isAssignableFrom(type))) {
                steps.put(fault, type.getAnnotation(Manual.class).example());
            }
        });
        Run run = Run.of(folder, experiment(name, steps).toString());
        assertThat(run.exit()).as(run::said).isZero();
        JsonNode injections = run.report().get("runs").get(0).get("injections");
        assertThat(injections).hasSameSizeAs(steps.keySet());
        for (JsonNode injection : injections) {
            String example = steps.get(injection.get("fault").asText());
            assertThat(injection.get("applied").asBoolean())
                    .as(injection::toString)
                    .isTrue();
            assertThat(injection.get("touched").asBoolean() || example.contains("none-expected"))
                    .as(injection::toString)
                    .isTrue();
        }
        assertThat(Engine.left()).noneMatch(left -> left.run().startsWith("examples-" + name));
    }

    /** Each example is a step that begins at once; here it begins when the one before has been over for a while. */
    private Path experiment(String name, Map<String, String> steps) throws IOException {
        StringBuilder sequence = new StringBuilder();
        steps.forEach((fault, example) -> {
            assertThat(example).startsWith("- at: 0s\n");
            sequence.append(example.replaceFirst("at: 0s", "id: " + fault + "\n  at: 1s")
                    .indent(6));
        });
        String text = """
                experiment: examples-%s
                hypothesis: Whatever the faults do to clients, they are served again soon.
                topology: %s
                load: { simulation: browse, rate: 40/s }
                steadyState:
                  for: 2s
                  objectives: { success: ">= 99%%" }
                method:
                  - at: 0s
                    sequence:
                %sobjectives:
                  recovered: "<= 8s"
                  redundancy: "<= 8s"
                limits: { runTime: 3m }
                recovery: { atMost: 20s, hold: 1s }
                """.formatted(name, Run.experiment("topologies/faults.compose.yaml"), sequence);
        return Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    /** As a reader of the page does it. */
    @Test
    void whatTheCommandPrintsRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("freeze.yaml"), Run.printed("faults", "freeze", "--example"));
        Run run = Run.of(folder, file.toString());
        assertThat(run.exit()).as(run::said).isZero();
    }
}
