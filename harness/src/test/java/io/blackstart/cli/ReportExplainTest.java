package io.blackstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.definition.Definitions;
import io.blackstart.experiment.Experiment;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Sign;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code report --explain} on the folder of a run: refused for two seconds from the fault on, at ten seconds. */
class ReportExplainTest {

    private static final Path EXPERIMENT = Path.of("../experiments/three-tier/api-node-crash.yaml");
    private static final long ZERO = 5_000_000_000_000L;
    private static final int REQUESTS = 3000;
    /** 2025-11-24T16:00:00Z, at the first second of the run. */
    private static final long WALL = 1_764_000_000_000_000_000L;

    @TempDir
    private Path folder;

    private static long at(double second) {
        return ZERO + Math.round(second * 1e9);
    }

    @BeforeEach
    void aRun() throws IOException {
        Experiment experiment = new Definitions(Map.of())
                .experiment(EXPERIMENT, List.of(), Map.of())
                .value()
                .orElseThrow()
                .experiment();
        String step = experiment.method().get(0).occurrence(1);
        try (RunStore store = new RunStore(folder, experiment, List.of(), Map.of())) {
            List.of(
                            new Event.RunStarted(
                                    at(-3), "2026-01-01T00:00:00Z", "run-1", experiment.name(), 7, Map.of(), Map.of()),
                            new Event.LoadReleased(at(0), at(0), 100),
                            new Event.ClockRead(at(1), new Bracket(at(1), at(1)), WALL),
                            new Event.SteadyStateJudged(at(5), true, List.of()),
                            new Event.InjectionIntended(at(10), step, "crash", List.of("api-2"), at(10), Map.of()),
                            new Event.Injected(
                                    at(10.02), step, at(10), new Bracket(at(10), at(10.02)), true, List.of("exit 137")),
                            new Event.Undone(at(18), step, new Bracket(at(18), at(18)), true, true, List.of()),
                            new Event.Noticed(at(29), Sign.marker("node-out"), "lb", WALL + 9_300_000_000L),
                            new Event.LoadStopped(
                                    at(30), at(30), new LoadCounts(REQUESTS, REQUESTS, REQUESTS, REQUESTS, 0, false)),
                            new Event.RunEnded(at(31), List.of()))
                    .forEach(store::append);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("samples.bin")))) {
            requests(new WireWriter(out));
        }
    }

    private static void requests(WireWriter writer) throws IOException {
        for (int i = 0; i < REQUESTS; i++) {
            boolean refused = i >= 1000 && i < 1200;
            long start = at(i / 100.0);
            writer.sample(new Sample(
                    "ledger",
                    i % 2 == 0 ? "write" : "read",
                    start,
                    start,
                    start + (refused ? 1_000_000 : 4_000_000),
                    refused ? Outcome.FAILED : Outcome.OK,
                    refused ? 0 : 200,
                    refused ? "" : "api-1",
                    true,
                    true));
        }
        writer.flush();
    }

    private Cli explain(String figure, String... more) {
        String[] args = {"report", "--explain", figure, folder.toString()};
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Cli.run(all);
    }

    @Test
    void itShowsTheRequestsAtTheEdgesAndWhatTheyAddUpTo() {
        Cli cli = explain("failover");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out())
                .startsWith("failover = 1.985 s  (1.97 s … 2.004 s), run run-1\n")
                .contains("\n  failover <= 2s: INCONCLUSIVE\n")
                .contains("\n  method: from the fault's effect")
                .contains("step 1: crash on api-2\n")
                .containsPattern("9.99 +9.99 +9.994 +ok +200 +api-1 +ledger/read +last good one before")
                .containsPattern("10 +10 +10.001 +failed +– +\\? +ledger/write +first bad one")
                .containsPattern("11.99 +11.99 +11.991 +failed +– +\\? +ledger/read +last bad one")
                .containsPattern("12 +12 +12.004 +ok +200 +api-1 +ledger/write +first good one after")
                .contains("  low = 11.99 − 10.02 = 1.97 s\n", "  high = 12.004 − 10 = 2.004 s\n");
        assertThat(folder.resolve("report.json")).doesNotExist();
    }

    @Test
    void asDataItIsTheSame() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(explain("failover", "--format", "json").out());

        assertThat(json.get("low").asDouble()).isEqualTo(1.97);
        assertThat(json.get("objectives").get(0).get("verdict").asText()).isEqualTo("INCONCLUSIVE");
        JsonNode edge = json.get("trace").get(1).get("requests").get(1);
        assertThat(edge.get("start").decimalValue()).isEqualByComparingTo("10");
        assertThat(edge.get("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void detectionIsExplainedBySign() throws IOException {
        assertThat(explain("detection").out())
                .startsWith("detection by the marker node-out = 0.29 s  (0.28 s … 0.3 s), run run-1\n")
                .contains("  lb at 10.3 s, stamped 2025-11-24T16:00:09.300Z by the engine's wall clock\n")
                .contains("  low = 10.3 − 10.02 = 0.28 s\n", "  high = 10.3 − 10 = 0.3 s\n");
        JsonNode json = new ObjectMapper()
                .readTree(explain("detection", "--format", "json").out());
        assertThat(json.get("sign").asText()).isEqualTo("marker node-out");
    }

    @Test
    void withoutASignThereIsNothingToDetectBy() throws IOException {
        Path experiment = folder.resolve("definition").resolve("experiment.json");
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode without = (ObjectNode) mapper.readTree(experiment.toFile());
        without.putArray("objectives");
        mapper.writeValue(experiment.toFile(), without);

        Cli cli = explain("detection");

        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err())
                .startsWith("--explain: detection needs an objective that says by which sign a fault is noticed")
                .contains("api-node-crash has none");
    }

    @Test
    void ofARunWithRepeatsItExplainsOneOfThem() throws IOException {
        Path repeat = Files.createDirectory(folder.resolve("repeat-1"));
        for (String file : List.of("journal.ndjson", "samples.bin")) {
            Files.copy(folder.resolve(file), repeat.resolve(file));
        }

        Cli all = explain("failover");
        Cli one = Cli.run("report", "--explain", "failover", repeat.toString());

        assertThat(all.exit()).isEqualTo(64);
        assertThat(all.err()).contains("expected one of them, such as " + repeat);
        assertThat(one.out()).startsWith("failover = 1.985 s");
    }

    @Test
    void severalRunsAreAnArray() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(explain("p99", folder.toString(), "--format", "json").out());

        assertThat(json).hasSize(2);
        assertThat(json.get(1).get("low").isNull()).as("infinite").isTrue();
    }

    @Test
    void aFigureOfOneRequestNamesIt() {
        assertThat(explain("success@write").out()).startsWith("success of write = 0.9, run run-1\n");
    }

    @Test
    void whatCouldNotBeMeasuredSaysWhy() {
        Cli cli = explain("rpo");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).startsWith("rpo = not measured").contains("the ledger was not read back from db");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "failovr, the figure 'failovr' is not known; did you mean 'failover'?",
                "p94, the figure 'p94' is not known; did you mean 'p90'?",
                "failover@write, the figure of requests 'failover' is not known",
                "rto.declaration, the figure 'rto.declaration' is not supported yet",
                "detecton, the figure 'detecton' is not known; did you mean 'detection'?"
            })
    void unknownFiguresAreRefusedWithTheNearest(String figure, String said) {
        Cli cli = explain(figure);

        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).startsWith("--explain: " + said);
    }
}
