package io.blackstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and both streams of commands that need no engine. */
class CommandsTest {

    /** The catalogue of this source tree; tests run in the module's folder. */
    private static final Path EXPERIMENTS =
            Path.of("../experiments").toAbsolutePath().normalize();

    private static final String FLAGSHIP =
            EXPERIMENTS.resolve("three-tier/api-node-crash.yaml").toString();

    @TempDir
    private Path folder;

    private Path broken() throws IOException {
        Path file = folder.resolve("broken.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of(FLAGSHIP))
                        .replace("../topologies", EXPERIMENTS + "/topologies")
                        .replace("fault: crash", "fault: crush"));
        return file;
    }

    @Test
    void aloneItPrintsHelpAsAnError() {
        Cli cli = Cli.run();
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("Usage: blackstart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "validate",
                "plan",
                "report",
                "compare",
                "gate",
                "history",
                "list",
                "faults",
                "clean",
                "setup",
                "doctor"
            })
    void everyCommandHasHelp(String command) {
        Cli cli = Cli.run(command, "--help");
        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).contains("Usage: blackstart " + command);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void unknownCommandsAreRefusedWithTheNearest() {
        Cli cli = Cli.run("validte");
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("Did you mean: blackstart validate");
    }

    @Test
    void unknownOptionsAreRefused() {
        Cli cli = Cli.run("run", "--sed", "3", FLAGSHIP);
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("--sed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--repeat=0", "--repeat=1001", "--repeat=-3"})
    void noNumberOfRepeatsIsRefused(String option) {
        Cli cli = Cli.run("run", option, FLAGSHIP);
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("expected 1 to 1000");
    }

    private Path repeated(String repeat, String failover) throws IOException {
        Path file = folder.resolve("repeated.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of(FLAGSHIP))
                                .replace("../topologies", EXPERIMENTS + "/topologies")
                                .replace("failover: \"<= 2s\"", "failover: " + failover)
                        + "\nrepeat: " + repeat + "\n");
        return file;
    }

    @Test
    void reportsAreOfRunsAndSamplesOfRepeats() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run/definition")).getParent();
        Path repeat = Files.createDirectories(run.resolve("repeat-1"));
        Files.createFile(run.resolve("journal.ndjson"));
        Files.createFile(repeat.resolve("journal.ndjson"));
        Cli samples = Cli.run("report", "--samples", "csv", run.toString());
        assertThat(samples.exit()).isEqualTo(64);
        assertThat(samples.err()).contains("this run has repeats").contains("expected one of them, such as " + repeat);
        Cli report = Cli.run("report", repeat.toString());
        assertThat(report.exit()).isEqualTo(64);
        assertThat(report.err()).contains("this is a repeat of a run; expected the run's folder, " + run);
        assertThat(Cli.run("report", "--samples", "csv", repeat.toString()).exit())
                .isZero();
    }

    @Test
    void thePlanTellsOfRepeats() throws IOException {
        Cli plan = Cli.run(
                "plan",
                repeated("{ times: 20, spread: 3s, fresh: true }", "{ p95: \"<= 2s\", confidence: 95% }")
                        .toString());
        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains(
                        "repeats: 20 times, each on a topology of its own, the method later by a draw of the seed of up to 3 s")
                .contains("failover p95 <= 2s (95 %)")
                .contains("needs 59 repeats to be shown, and there are 20");
        assertThat(Cli.run("plan", repeated("2", "2s").toString()).out())
                .contains("repeats: 2 times, all on the same topology\n");
        assertThat(Cli.run("plan", FLAGSHIP).out()).doesNotContain("repeats");
    }

    @Test
    void theCatalogueIsValid() {
        Cli cli = Cli.run("validate", EXPERIMENTS.toString());
        assertThat(cli.out()).matches("(?s)\\d+ files are valid\\n");
        assertThat(cli.exit()).isZero();
    }

    @Test
    void problemsGoToStandardOutputOfValidate() throws IOException {
        Cli cli = Cli.run("validate", broken().toString());
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.out()).startsWith(broken() + ":").contains("did you mean 'crash'?");
    }

    @Test
    void ofAFolderNothingIsPassedOverInSilence() throws IOException {
        Path flagship = folder.resolve("misspelt.yaml");
        Files.writeString(flagship, Files.readString(Path.of(FLAGSHIP)).replace("experiment:", "expriment:"));
        Files.writeString(folder.resolve("broken.yaml"), "a: [");
        Files.writeString(folder.resolve("shop.yaml"), "servces: { a: { image: i } }\n");
        Files.writeString(folder.resolve("part.yaml"), "servics: {}\nx-blackstart: {}\n");
        Files.writeString(folder.resolve("other.yaml"), "service: { port: 80 }\n");
        Files.writeString(folder.resolve("several.yaml"), "a: 1\n---\nb: 2\n");
        Files.writeString(folder.resolve("over.yaml"), "x-blackstart: { entry: { service: a, port: 1 } }\n");
        Cli cli = Cli.run("validate", folder.toString());
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.out())
                .contains("broken.yaml:1:5: this is not YAML")
                .contains("misspelt.yaml:1:1: the key 'expriment' is not known; did you mean 'experiment'?")
                .contains("shop.yaml:1:1: the key 'servces' is not known; did you mean 'services'?")
                .contains("part.yaml:1:1: the key 'servics' is not known")
                .doesNotContain("over.yaml");
        assertThat(cli.err())
                .contains("other.yaml: not an experiment and not a Compose file: skipped")
                .contains("several.yaml: not an experiment and not a Compose file: skipped")
                .contains("over.yaml: only laid over Compose files, and looked at with those: skipped");
    }

    @Test
    void aFolderWithoutAnythingToLookAtIsNotValid() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), "a: 1\n");
        Cli cli = Cli.run("validate", folder.toString());
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.out()).contains(folder + ": there is no experiment and no Compose file");
    }

    @Test
    void validateNotesWhatHasNoEffectOnce() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                services:
                  a: { image: i, container_name: c }
                networks: { default: { driver: bridge } }
                x-blackstart: { entry: { service: a, port: 80 } }
                """);
        for (String name : new String[] {"one", "two"}) {
            Files.writeString(folder.resolve(name + ".yaml"), """
                    experiment: sample
                    topology: compose.yaml
                    load: { simulation: browse, rate: 1/s, for: 1s }
                    method: []
                    objectives: { success: ">= 1%" }
                    """);
        }
        Cli cli = Cli.run(
                "validate", folder.toString(), folder.resolve("one.yaml").toString());
        assertThat(cli.out()).isEqualTo("4 files are valid\n");
        assertThat(cli.err().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("compose.yaml:2:18: container_name has no effect"))
                .anySatisfy(line -> assertThat(line).contains("compose.yaml:3:24: networks.driver has no effect"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "run"})
    void anEmptyTopologyIsRefused(String command) {
        for (String names : new String[] {",", "", "a.yaml,"}) {
            Cli cli = Cli.run(command, FLAGSHIP, "--topology", names);
            assertThat(cli.exit()).as(names).isEqualTo(64);
            assertThat(cli.err()).contains("--topology: ");
        }
    }

    @Test
    void runStartsNothingWhereOneFileIsBroken() throws IOException {
        Path out = folder.resolve("runs");
        Cli cli = Cli.run("run", "--out", out.toString(), FLAGSHIP, broken().toString());
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("did you mean 'crash'?");
        assertThat(out).doesNotExist();
    }

    @Test
    void runNeedsAFolderThatCanBeWritten() {
        Cli cli = Cli.run("run", "--out", "/proc/nowhere", FLAGSHIP);
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("--out /proc/nowhere: no folder can be made there");
    }

    @Test
    void runTakesNoComposeFileForAnExperiment() {
        Cli cli = Cli.run(
                "run", EXPERIMENTS.resolve("topologies/three-tier.compose.yaml").toString());
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("this is a Compose file");
    }

    @Test
    void planTellsWhatWouldHappen() {
        Cli cli = Cli.run("plan", "--seed", "3", FLAGSHIP);
        assertThat(cli.exit()).isZero();
        assertThat(cli.out())
                .contains("api-1, api-2, api-3  blackstart/reference-api:0.1, after db")
                .contains("method (seed 3):")
                .containsPattern("0 s {2}crash on api-[123], for 8 s")
                .contains("failover <= 2s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api-node-flapping          | 0 s {2}crash on api-[123], for 3 s, every 8 s, 3 times",
                "api-node-flapping          | lostNode > 1 {2}\\(then it is INCONCLUSIVE\\)",
                "api-node-flapping          | limit: at most 1 node down by its faults at once",
                "api-node-flapping          | limit: a run of at most 300 s",
                "database-slower-and-slower | 0 s {2}latency on db, for 25 s: delay 0s → 500ms over 20 s",
                "database-slow              | latency on db, for 10 s: delay 300ms",
                "zone-loss                  | 0 s {2}host-loss on api-2, for 8 s",
                "database-holder-crash      | crash on whoever holds the role primary then \\(of db\\), for 2 s",
                "database-holder-crash      | noSuccessFor 30s {2}\\(then it is a FAIL\\)",
                "zone-loss                  | predicted detection: 0.3 s … 1.6 s",
                "zone-loss                  | predicted backInRotation: 0.1 s or more",
                "zone-loss                  | timeout check, timeout connect",
                "database-crash             | not predicted: failover",
                "database-crash             | no rule for crash of db: no balancer",
                "database-holder-crash      | predictions: not before it is known who holds a role",
                "second-crash-after-first   | after 1000 acknowledged writes {2}crash on api-[123], for 10 s",
                "second-crash-after-first   | 3 s after step first took effect {2}crash on api-[123], for 5 s",
            })
    void planTellsOf(String experiment, String expected) {
        Cli cli = Cli.run(
                "plan",
                EXPERIMENTS.resolve("three-tier/" + experiment + ".yaml").toString());
        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).containsPattern(expected);
    }

    /** Two nodes of three, and one more: which seed leaves a node is the user's to choose. */
    @Test
    void aSeedThatCannotBeDrawnFromIsBadInput() throws IOException {
        Path file = folder.resolve("drawn.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of(FLAGSHIP))
                        .replace("../topologies", EXPERIMENTS + "/topologies")
                        .replaceFirst("(?s)method:.*?objectives:\n  failover", """
                                method:
                                  - { at: 0s, fault: crash, target: { count: 2, of: api }, for: 3s }
                                  - { at: 10s, fault: crash, target: { count: 2, of: api }, for: 3s }
                                  - { at: 1s, fault: stop, target: { any: api }, for: 11s }
                                objectives:
                                  failover"""));
        assertThat(Cli.run("plan", file.toString()).exit()).isZero();
        assertThat(Stream.of("1", "2", "3", "4", "5", "6", "7", "8")
                        .map(seed -> Cli.run("plan", "--seed", seed, file.toString())))
                .anySatisfy(cli -> {
                    assertThat(cli.exit()).isEqualTo(64);
                    assertThat(cli.err())
                            .contains("step 3: 1 of api are wanted of 3")
                            .contains("expected another seed");
                });
    }

    @Test
    void theSameSeedAimsAtTheSameNode() {
        assertThat(Cli.run("plan", "--seed", "5", FLAGSHIP).out())
                .isEqualTo(Cli.run("plan", "--seed", "5", FLAGSHIP).out());
    }

    @Test
    void reportNeedsARun() {
        Cli cli = Cli.run("report", folder.toString());
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("this is not the folder of a run");
    }
}
