package io.blackstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.analysis.Judgement;
import io.blackstart.objective.Verdict;
import io.blackstart.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare} of runs that are there as their reports. */
class CompareCommandTest {

    @TempDir
    private Path folder;

    private Path usual;
    private Path again;
    private Path slow;

    @BeforeEach
    void runs() throws IOException {
        usual = written(Judged.passed("usual", 1.08, 1.30, 1.19, 1.41, 1.47));
        again = written(Judged.passed("again", 1.15, 1.25, 1.38, 1.44, 1.10));
        slow = written(Judged.passed("slow", 2.19, 2.50, 2.40, 2.81, 2.66));
    }

    private Path written(Judgement judgement) throws IOException {
        Path run = Files.createDirectories(folder.resolve(judgement.run()));
        Reports.writeAll(run, judgement);
        return run;
    }

    private static Cli compare(Path first, Path second, String... options) {
        return Cli.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("compare", first.toString(), second.toString()),
                        java.util.stream.Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void whatBecameSlowIsWorse() {
        Cli cli = compare(usual, slow);
        assertThat(cli.exit()).as(cli.err()).isEqualTo(1);
        assertThat(cli.out())
                .containsPattern(
                        "failover +1\\.08 s … 1\\.3 s … 1\\.47 s  \\(5\\) +2\\.19 s … .* +\\+1\\.\\d+ s .* worse")
                .containsPattern("lostWrites .* same");
    }

    @Test
    void theOtherWayRoundItIsBetter() {
        Cli cli = compare(slow, usual);
        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).contains("better");
    }

    @Test
    void twoRunsOfTheSameSystemAreNotWorse() {
        Cli cli = compare(usual, again);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.out()).contains("no telling").doesNotContain("worse");
        assertThat(compare(usual, again, "--margin", "60%").exit()).isZero();
    }

    @Test
    void singleRunsSayHowManyRepeatsItTakes() throws IOException {
        Cli cli = compare(written(Judged.passed("one", 0.4)), written(Judged.passed("two", 8.7)));
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.out())
                .contains("1 repeat before and 1 now are too few to tell: 4 each are needed, or 20 before")
                .contains("+8.3 s  (+8.28 s … +8.32 s; of these two alone)");
    }

    @Test
    void aRunThatCannotBeBelievedTellsNothing() throws IOException {
        Path doubted = written(
                Judged.judged("doubted", Verdict.INCONCLUSIVE, List.of("the generator was late"), 5, 5, 5, 5, 5));
        Cli cli = compare(usual, doubted);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.out()).contains("failover: doubted cannot be believed: the generator was late");
    }

    @Test
    void scriptsReadJson() throws IOException {
        Cli cli = compare(usual.resolve("report.json"), slow.resolve("report.json"), "--format", "json");
        JsonNode json = new ObjectMapper().readTree(cli.out());
        assertThat(json.get("exit").asInt()).isEqualTo(1);
        assertThat(json.get("second").get("run").asText()).isEqualTo("slow");
        JsonNode failover = json.get("figures").get(0);
        assertThat(failover.get("judgement").asText()).isEqualTo("worse");
        assertThat(failover.get("difference").get("value").asDouble()).isBetween(1.1, 1.4);
        assertThat(failover.get("difference").get("confidence").asDouble()).isGreaterThan(0.95);
        assertThat(failover.get("before")).hasSize(5);
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        assertThat(compare(usual, usual).err()).contains("are the same run, usual; expected two");
        assertThat(compare(usual, folder.resolve("none")).exit()).isEqualTo(64);
        Path broken = Files.writeString(folder.resolve("broken.json"), "{ \"schema\": ");
        assertThat(compare(usual, broken).err())
                .contains("broken.json: line 1, column")
                .contains("no JSON");
        Path array = Files.writeString(folder.resolve("array.json"), "[]");
        assertThat(compare(usual, array).err()).contains("an array of reports; expected the report of one run");
        Path later = Files.writeString(
                folder.resolve("later.json"), "{ \"schema\": 2, \"experiment\": \"x\", \"findings\": [] }");
        assertThat(compare(usual, later).err()).contains("a report of schema 2; expected 1");
        assertThat(compare(usual, again, "--margin", "many").err())
                .contains("--margin many; expected a percentage of 0 and more, such as 10%");
    }
}
