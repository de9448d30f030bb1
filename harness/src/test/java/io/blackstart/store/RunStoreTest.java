package io.blackstart.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.analysis.NoiseFloor;
import io.blackstart.analysis.RunFacts;
import io.blackstart.definition.Definitions;
import io.blackstart.engine.RunArchive;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Repeats;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Phase;
import io.blackstart.journal.Sign;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Vitals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what is read. */
class RunStoreTest {

    private static final Path CATALOGUE = Path.of("../experiments");

    @TempDir
    private Path folder;

    private static Experiment experiment(String name) {
        return new Definitions(Map.of())
                .experiment(CATALOGUE.resolve(name), List.of(), Map.of())
                .value()
                .orElseThrow()
                .experiment();
    }

    private static final List<Event> ONE_OF_EACH = List.of(
            new Event.RunStarted(1, "2026-01-01T00:00:00Z", "r", "e", 7, Map.of("a", "b"), Map.of("v", "1")),
            new Event.RepeatBegun(2, 3, 20, 99),
            new Event.ClockRead(2, new Bracket(1, 2), 99),
            new Event.VitalsRead(3, 2, new Vitals(2, 1, 2, 3, 4, Vitals.UNKNOWN)),
            new Event.EngineAsked(3, new Bracket(2, 3), "no answer"),
            new Event.PhaseEntered(3, Phase.BRING_UP),
            new Event.Noted(4, "ümläut \"quoted\"\nline"),
            new Event.NodeReady(5, "n", new Bracket(4, 5)),
            new Event.EntryChosen(6, "http://x", "how", true),
            new Event.LoadReleased(7, 8, 200),
            new Event.SteadyStateJudged(8, true, List.of("f")),
            new Event.InjectionIntended(9, "1", "crash", List.of("n"), 9, Map.of("kill", "c")),
            new Event.Injected(10, "1", 9, new Bracket(9, 10), true, List.of("137")),
            new Event.Graded(10, "1", 9, new Bracket(9, 10), "Cpu[to=0.5]"),
            new Event.GuardrailMet(10, "noSuccessFor 20s", new Bracket(9, 10), true, "no success for 20.0 s"),
            new Event.UndoIntended(11, "1"),
            new Event.Undone(12, "1", new Bracket(11, 12), true, true, List.of("3 packets")),
            new Event.NodeHealthy(13, "n", new Bracket(12, 13)),
            new Event.Noticed(20, Sign.marker("node-out"), "lb", 1_764_000_000_000_000_000L),
            new Event.SignsUnread(20, Sign.Kind.ALERT, "alertmanager", new Bracket(18, 20), "refused"),
            new Event.SignsRead(21, Sign.Kind.ALERT, "alertmanager", new Bracket(20, 21)),
            new Event.SignShown(
                    22, Sign.alert("Down"), "alertmanager", Map.of("server", "api-2"), new Bracket(21, 22), "since 1"),
            new Event.SignGone(23, Sign.balancer("down"), "lb", Map.of("server", "api-2"), new Bracket(22, 23)),
            new Event.NodeUnhealthy(14, "n", "why"),
            new Event.LoadStopped(15, 15, new LoadCounts(1, 2, 3, 4, 5, true)),
            new Event.LedgerRead(16, "db", 3),
            new Event.LedgerUnreadable(17, "db2", "why"),
            new Event.Invalid(18, "reason"),
            new Event.Aborted(19, 130, "SIGINT"),
            new Event.RunEnded(20, List.of("left")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "three-tier/api-node-crash.yaml",
                "three-tier/database-slow.yaml",
                "three-tier/control.yaml",
                "three-tier/api-node-crash-alerted.yaml",
                "foreign-compose/web-crash.yaml"
            })
    void everythingOfARun(String name) throws Exception {
        Experiment experiment = experiment(name);
        try (RunStore store = new RunStore(folder, experiment, List.of(), Map.of())) {
            ONE_OF_EACH.forEach(store::append);
            assertThat(store.readBack("db", content("b\n a\n\na\n"))).isEqualTo(3);
            store.images(Map.of("i", "sha256:1"));
        }
        RunFacts facts = RunStore.facts(folder);
        assertThat(facts.experiment()).isEqualTo(experiment);
        assertThat(facts.journal()).isEqualTo(ONE_OF_EACH);
        assertThat(ids(facts)).containsExactly("b", "a", "a");
        assertThat(RunStore.imagesOf(folder)).containsEntry("i", "sha256:1");
    }

    private static RunArchive.Content content(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> ids(RunFacts facts) {
        List<String> ids = new ArrayList<>();
        facts.readBack().get("db").forEach(ids::add);
        return ids;
    }

    @Test
    void ofHalfAReadBackTheRestIsNotLost() throws Exception {
        try (RunStore store = new RunStore(folder, experiment("three-tier/control.yaml"), List.of(), Map.of())) {
            store.append(new Event.LedgerRead(16, "db", store.readBack("db", content("a\nb\nc\n"))));
        }
        Files.writeString(folder.resolve("readback/db.txt"), "a\nb\n");
        RunFacts facts = RunStore.facts(folder);
        assertThatThrownBy(() -> ids(facts)).hasMessageEndingWith("3 ids were read back, and it holds 2");
    }

    @Test
    void repeatsHaveFilesOfTheirOwnAndOneDefinition() throws Exception {
        Experiment experiment = experiment("three-tier/control.yaml").repeated(new Repeats(3, Duration.ZERO, true));
        try (RunStore store = new RunStore(folder, experiment, List.of(), Map.of())) {
            store.append(ONE_OF_EACH.get(0));
            for (int number = 1; number <= 2; number++) {
                try (RunStore repeat = store.repeat(number)) {
                    repeat.append(new Event.Noted(number, "n"));
                    repeat.append(new Event.LedgerRead(number, "db", 1));
                    repeat.readBack("db", content("w" + number + "\n"));
                    repeat.images(Map.of("i", "sha256:1"));
                }
            }
        }
        assertThat(RunStore.experiment(folder)).isEqualTo(experiment);
        assertThat(RunStore.journal(folder)).containsExactly(ONE_OF_EACH.get(0));
        assertThat(RunStore.imagesOf(folder)).containsEntry("i", "sha256:1");
        assertThat(RunStore.repeats(folder)).containsExactly(folder.resolve("repeat-1"), folder.resolve("repeat-2"));
        RunFacts second = RunStore.facts(RunStore.repeats(folder).get(1), experiment);
        assertThat(ids(second)).containsExactly("w2");
        assertThat(second.journal()).hasSize(2);
        assertThat(RunStore.facts(folder.resolve("repeat-2")).experiment()).isEqualTo(experiment);
        assertThatThrownBy(() -> RunStore.facts(folder))
                .hasMessageContaining("has repeats; expected the folder of one");
    }

    @Test
    void filesFromBeforeThereWereRepeatsAreOfOne() throws IOException {
        Experiment experiment = experiment("three-tier/control.yaml");
        new RunStore(folder, experiment, List.of(), Map.of()).close();
        Path file = folder.resolve("definition/experiment.json");
        String written = Files.readString(file);
        String before = written.replaceFirst("(?s),\\s*\"repeats\"\\s*:\\s*\\{.*?\\}", "")
                .replaceAll("(?s),\\s*\"confidence\"\\s*:\\s*null", "");
        assertThat(before).isNotEqualTo(written).doesNotContain("repeats", "confidence");
        Files.writeString(file, before);
        assertThat(RunStore.experiment(folder)).isEqualTo(experiment);
    }

    @Test
    void aNoiseFloorIsKeptBesideTheRun() throws IOException {
        new RunStore(folder, experiment("three-tier/api-node-crash.yaml"), List.of(), Map.of()).close();
        assertThat(RunStore.floor(folder)).isEmpty();
        NoiseFloor floor = new NoiseFloor("control-1", Map.of("failover", 0.012, "p99", 0.25));
        RunStore.keep(folder, floor);
        assertThat(RunStore.floor(folder)).contains(floor);
    }

    @Test
    void everyEventIsTried() {
        assertThat(ONE_OF_EACH.stream().map(Object::getClass).distinct())
                .hasSize(Event.class.getPermittedSubclasses().length);
    }

    @Test
    void aLineThatAKillCutOffIsLeftOut() throws IOException {
        try (RunStore store = new RunStore(folder, experiment("three-tier/control.yaml"), List.of(), Map.of())) {
            ONE_OF_EACH.subList(0, 3).forEach(store::append);
        }
        Files.writeString(folder.resolve("journal.ndjson"), "{\"type\":\"phase-en", StandardOpenOption.APPEND);
        assertThat(RunStore.facts(folder).journal()).isEqualTo(ONE_OF_EACH.subList(0, 3));
    }

    @Test
    void foldersHaveNamesOfTheirOwnAndTheNewestALink() throws IOException {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        Path first = RunFolder.create(folder, "x", now, RandomGenerator.getDefault());
        Path second = RunFolder.create(folder, "x", now, RandomGenerator.getDefault());
        assertThat(first.getFileName().toString()).matches("x-20260102T030405Z-[a-z]{4}");
        assertThat(second).isNotEqualTo(first);
        RunFolder.markLatest(first);
        RunFolder.markLatest(second);
        assertThat(folder.resolve("latest").toRealPath()).isEqualTo(second.toRealPath());
    }
}
