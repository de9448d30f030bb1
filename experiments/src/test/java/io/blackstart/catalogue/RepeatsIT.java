package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackstart.cli.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several repeats, on one topology and each on its own: none of them takes another's evidence for its own. */
@Timeout(240)
class RepeatsIT {

    private static final Path RESOURCES = Path.of("src/test/resources/idle").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path experiment(boolean fresh) throws IOException {
        String text = Files.readString(RESOURCES.resolve("repeated.yaml"))
                .replace("topology: compose.yaml", "topology: " + RESOURCES.resolve("compose.yaml"))
                .replace("spread: 500ms", "spread: 500ms, fresh: " + fresh);
        return Files.writeString(folder.resolve("repeated.yaml"), text);
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void eachIsAnExecutionOfItsOwn(boolean fresh, int topologies) throws IOException {
        Run run = Run.of(folder.resolve("runs"), experiment(fresh).toString());
        assertThat(run.exit()).as(run::said).isZero();
        JsonNode repeats = run.report().get("runs");
        assertThat(repeats).as(run::said).hasSize(2);
        Set<String> containers = new HashSet<>();
        Set<Double> delays = new HashSet<>();
        for (JsonNode repeat : repeats) {
            delays.add(repeat.get("delay").asDouble());
            assertThat(repeat.get("verdict").asText()).isEqualTo("PASS");
            assertThat(repeat.get("injections")).hasSize(3).allSatisfy(injection -> assertThat(
                            injection.get("applied").asBoolean())
                    .isTrue());
            Path own = run.folder().resolve("repeat-" + repeat.get("repeat").asInt());
            assertThat(own.resolve("samples.bin")).isNotEmptyFile();
            assertThat(own.resolve("logs/web-1.log")).exists();
            containers.add(died(own));
        }
        assertThat(delays).hasSize(2);
        assertThat(containers).hasSize(topologies);
        assertThat(run.report().get("findings")).hasSize(4);
        rebuilt(run.folder());
        assertThat(Engine.left()).isEmpty();
    }

    /** The one container that died in a repeat: events of another repeat are not among its own. */
    private static String died(Path repeat) throws IOException {
        String[] deaths = Files.readAllLines(repeat.resolve("events.ndjson")).stream()
                .filter(line -> line.contains("\"die\"") && line.contains("\"web-1\""))
                .filter(line -> line.contains("\"service\""))
                .map(line -> line.replaceAll(".*\"container\":\"([0-9a-f]+)\".*", "$1"))
                .toArray(String[]::new);
        assertThat(deaths).as(repeat.toString()).hasSize(1);
        return deaths[0];
    }

    private static void rebuilt(Path folder) throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("report.json"));
        Files.delete(folder.resolve("report.json"));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        assertThat(Main.run(nowhere, nowhere, Map.of(), "report", folder.toString()))
                .isZero();
        assertThat(Files.readAllBytes(folder.resolve("report.json"))).isEqualTo(before);
    }
}
