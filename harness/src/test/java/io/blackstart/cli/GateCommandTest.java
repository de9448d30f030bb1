package io.blackstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gate} and {@code history} say before anything starts. */
class GateCommandTest {

    private static final Path EXPERIMENTS =
            Path.of("../experiments").toAbsolutePath().normalize();
    private static final String STOP =
            EXPERIMENTS.resolve("three-tier/api-node-stop.yaml").toString();

    @TempDir
    private Path folder;

    @Test
    void anUpdateNeedsAPlace() {
        Cli cli = Cli.run("gate", "--update-baseline", STOP);
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("--update-baseline needs --baseline");
    }

    @Test
    void aBaselineThatIsNotThereIsRefused() {
        Cli cli = Cli.run("gate", "--baseline", folder.resolve("none").toString(), STOP);
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("there is no such folder; --update-baseline makes it");
    }

    @Test
    void anotherExperimentsBaselineIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("b.json"),
                "{ \"blackstart\": \"baseline\", \"schema\": 1, \"experiment\": \"other\", \"runs\": [] }");
        Cli cli = Cli.run("gate", "--baseline", file.toString(), STOP);
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("this is the baseline of other; expected that of api-node-stop");
    }

    @Test
    void experimentsOfOneNameAreRefused() {
        Cli cli = Cli.run("gate", STOP, STOP);
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("two experiments are called api-node-stop");
    }

    @Test
    void aFolderWithoutExperimentsIsRefused() {
        Cli cli = Cli.run("gate", folder.toString());
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("there is no experiment in it");
    }

    @Test
    void everyProblemIsSaidBeforeAnythingStarts() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "experiment: a\nmethodd: []\n");
        Cli cli = Cli.run("gate", folder.toString(), STOP);
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("a.yaml:2:1");
    }

    @Test
    void withoutAHistoryThereIsNothingToShow() {
        Cli cli = Cli.run("history", "--file", folder.resolve("none.ndjson").toString());
        assertThat(cli.exit()).isEqualTo(64);
        assertThat(cli.err()).contains("there is no history; expected the file that gate appends to");
    }
}
