package io.blackstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.definition.Definitions;
import io.blackstart.experiment.Experiment;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.wire.WireWriter;
import io.blackstart.store.RunStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of a run beside what a control run of the same topology and load shows. */
class ControlRunTest {

    private static final Path CATALOGUE = Path.of("../experiments");
    private static final long ZERO = 5_000_000_000_000L;

    @TempDir
    private Path runs;

    private Path control;
    private Path crash;

    private static long at(double second) {
        return ZERO + Math.round(second * 1e9);
    }

    private static Experiment experiment(String name) {
        return new Definitions(Map.of())
                .experiment(CATALOGUE.resolve(name), List.of(), Map.of())
                .value()
                .orElseThrow()
                .experiment();
    }

    @BeforeEach
    void aControlRunAndOneWithACrash() throws IOException {
        control = run("three-tier/control.yaml", "control-20260101T000000Z-aaaa", 0.4);
        crash = run("three-tier/api-node-crash.yaml", "api-node-crash-20260101T000100Z-bbbb", 0);
    }

    /** For half a minute all is served, a hundred a second, but for a stall at 20 s. */
    private Path run(String file, String name, double stall) throws IOException {
        Experiment experiment = experiment(file);
        Path folder = Files.createDirectory(runs.resolve(name));
        try (RunStore store = new RunStore(folder, experiment, List.of(), Map.of())) {
            store.append(new Event.RunStarted(at(-3), "2026-01-01T00:00:00Z", name, "e", 7, Map.of(), Map.of()));
            store.append(new Event.LoadReleased(at(0), at(0), 200));
            store.append(new Event.SteadyStateJudged(at(5), true, List.of()));
            for (int i = 0; i < experiment.method().size(); i++) {
                String step = experiment.method().get(i).occurrence(1);
                Bracket effect = Bracket.at(at(10));
                store.append(new Event.InjectionIntended(at(10), step, "crash", List.of("api-2"), at(10), Map.of()));
                store.append(new Event.Injected(at(10), step, at(10), effect, true, List.of("exit 137")));
                store.append(new Event.Undone(at(18), step, Bracket.at(at(18)), true, true, List.of()));
            }
            store.append(new Event.LoadStopped(at(30), at(30), new LoadCounts(3000, 3000, 3000, 3000, 0, false)));
            store.append(new Event.RunEnded(at(31), List.of()));
        }
        samples(folder.resolve("samples.bin"), stall);
        return folder;
    }

    private static void samples(Path file, double stall) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            WireWriter writer = new WireWriter(out);
            for (int i = 0; i < 3000; i++) {
                double start = i / 100.0;
                double answered = start >= 20 && start < 20 + stall ? 20 + stall : start + 0.004;
                writer.sample(new Sample(
                        "ledger", "write", at(start), at(start), at(answered), Outcome.OK, 200, "", true, true));
            }
            writer.flush();
        }
    }

    private static JsonNode json(Path run) throws IOException {
        return new ObjectMapper().readTree(run.resolve("report.json").toFile());
    }

    private JsonNode failover() throws IOException {
        return json(crash).get("findings").get(0);
    }

    @Test
    void aReportHeldAgainstAControlRunSaysWhatIsNoise() throws IOException {
        Cli cli = Cli.run("report", "--control", control.toString(), crash.toString());

        assertThat(cli.err()).isEmpty();
        assertThat(failover().get("figure").asText()).isEqualTo("failover");
        assertThat(failover().get("noiseFloor").get("control").asText()).isEqualTo(control.getFileName() + "");
        assertThat(failover().get("noiseFloor").get("value").asDouble()).isBetween(0.38, 0.42);
        assertThat(failover().get("noiseFloor").get("below").asBoolean()).isTrue();
        assertThat(cli.out()).contains("failover lies below the noise floor of control-20260101T000000Z-aaaa: 0.4");
    }

    @Test
    void itStaysHeldAgainstIt() throws IOException {
        Cli.run("report", "--control", control.toString(), crash.toString());
        String first = Files.readString(crash.resolve("report.json"));
        Files.delete(control.resolve("journal.ndjson"));
        Cli.run("report", crash.toString());

        assertThat(Files.readString(crash.resolve("report.json"))).isEqualTo(first);
    }

    @Test
    void withoutOneNothingIsSaidOfIt() throws IOException {
        Cli.run("report", crash.toString());

        assertThat(failover().has("noiseFloor")).isFalse();
    }

    @Test
    void theControlRunItselfReportsItsFloor() throws IOException {
        Cli.run("report", control.toString());

        JsonNode floor = json(control).get("runs").get(0).get("floor");
        assertThat(floor.get("failover").asDouble()).isBetween(0.38, 0.42);
        assertThat(floor.get("p50").asDouble()).isBetween(0.0039, 0.0041);
    }

    @Test
    void onlyAControlRunWillDo() {
        Cli cli = Cli.run("report", "--control", crash.toString(), crash.toString());

        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("its experiment api-node-crash has a method; expected one without");
        assertThat(Cli.run("report", "--control", runs.toString(), crash.toString())
                        .err())
                .contains("this is not the folder of a run; expected a control run's");
    }

    @Test
    void onlyOneOfTheSameTopologyWillDo() throws IOException {
        Path other = run("foreign-compose/web-crash.yaml", "web-crash-20260101T000200Z-cccc", 0);
        Cli cli = Cli.run("report", "--control", control.toString(), other.toString());

        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("its topology is another one than that of");
    }

    @Test
    void oneThatCannotBeBelievedWillNotDo() throws IOException {
        Files.writeString(control.resolve("journal.ndjson"), "");
        Cli cli = Cli.run("report", "--control", control.toString(), crash.toString());

        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("this control run cannot be believed, so it has no noise floor: ");
    }

    @Test
    void theNewestThatFitsIsFound() throws IOException {
        Path newer = run("three-tier/control.yaml", "control-20260101T000300Z-dddd", 0);
        Path broken = run("three-tier/control.yaml", "control-20260101T000400Z-eeee", 0);
        for (Path one : List.of(control, newer, broken, crash)) {
            Cli.run("report", one.toString());
        }
        Files.writeString(broken.resolve("journal.ndjson"), "{}\n{}\n");
        Experiment experiment = experiment("three-tier/api-node-crash.yaml");

        assertThat(Controls.newest(runs, experiment).orElseThrow().control())
                .isEqualTo(newer.getFileName().toString());
        assertThat(Controls.newest(runs, experiment("three-tier/control.yaml"))).isEmpty();
        assertThat(Controls.newest(runs, experiment("foreign-compose/web-crash.yaml")))
                .isEmpty();
    }
}
