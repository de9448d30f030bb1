package io.blackstart.cli;

import static io.blackstart.cli.Judged.ended;
import static io.blackstart.cli.Judged.judged;
import static io.blackstart.cli.Judged.passed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.analysis.compare.Change;
import io.blackstart.analysis.compare.Margin;
import io.blackstart.gate.GateReport;
import io.blackstart.objective.Verdict;
import io.blackstart.store.BaselineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate of one experiment against its baseline, day after day. */
class GateTest {

    private static final double[] USUAL = {1.08, 1.30, 1.19, 1.41, 1.47};
    private static final double[] AGAIN = {1.15, 1.25, 1.38, 1.44, 1.10};
    private static final double[] SLOW = {2.19, 2.50, 2.40, 2.81, 2.66};

    @TempDir
    private Path folder;

    private GateReport gate(boolean update, Runner.Ended run) throws IOException {
        Baselines baselines = Baselines.at(folder.resolve("baselines"), List.of("sample"), update);
        Gate gate = new Gate(Optional.of(baselines), Margin.USUAL, update);
        gate.add(run);
        return gate.judge("2026-01-01T00:00:00Z", 60, OptionalInt.empty()).report();
    }

    private GateReport updated(String run, double... failovers) throws IOException {
        return gate(true, ended(passed(run, failovers)));
    }

    private GateReport checked(String run, double... failovers) throws IOException {
        return gate(false, ended(passed(run, failovers)));
    }

    private int runsKept() throws Exception {
        return BaselineFile.read(folder.resolve("baselines/sample.json"), "sample")
                .runs()
                .size();
    }

    @Test
    void whatIsAsItWasPassesAndWhatBecameSlowFailsNamingTheFigure() throws Exception {
        assertThat(updated("r1", USUAL).exit()).isZero();
        assertThat(checked("r2", AGAIN).exit()).isZero();
        assertThat(checked("r3", USUAL).exit()).isZero();
        GateReport slow = checked("r4", SLOW);
        assertThat(slow.exit()).isEqualTo(1);
        assertThat(slow.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(slow.entries().get(0).regressions())
                .extracting(one -> one.key().text())
                .containsExactly("failover");
        assertThat(runsKept()).isEqualTo(1);
    }

    @Test
    void aRunLikeThoseBeforeIsOneMoreOfThem() throws Exception {
        updated("r1", USUAL);
        GateReport report = updated("r2", AGAIN);
        assertThat(report.exit()).isZero();
        assertThat(report.entries().get(0).notes()).anyMatch(note -> note.contains("now of 2 runs"));
        assertThat(runsKept()).isEqualTo(2);
    }

    @Test
    void whoeverAcceptsWhatIsWorseBeginsANewBaseline() throws Exception {
        updated("r1", USUAL);
        updated("r2", AGAIN);
        GateReport accepted = updated("r3", SLOW);
        assertThat(accepted.exit()).isZero();
        assertThat(accepted.entries().get(0).compared())
                .filteredOn(one -> one.key().figure().equals("failover"))
                .extracting(one -> one.change())
                .containsExactly(Change.WORSE);
        assertThat(runsKept()).isEqualTo(1);
        assertThat(checked("r4", SLOW).exit()).isZero();
    }

    @Test
    void runsThatDidNotPassAreNoBaseline() throws Exception {
        updated("r1", USUAL);
        gate(true, ended(judged("r2", Verdict.FAIL, List.of(), AGAIN)));
        gate(true, ended(judged("r3", Verdict.INCONCLUSIVE, List.of("late"), AGAIN)));
        assertThat(runsKept()).isEqualTo(1);
        GateReport report = gate(true, ended(judged("r4", Verdict.INCONCLUSIVE, List.of("late"), SLOW)));
        assertThat(report.exit()).isEqualTo(2);
        assertThat(report.entries().get(0).notes()).contains("this run did not pass, so the baseline stays as it is");
    }

    @Test
    void aRunThatCannotBeBelievedIsInconclusiveAndNoRegression() throws Exception {
        updated("r1", USUAL);
        GateReport report = gate(false, ended(judged("r2", Verdict.INCONCLUSIVE, List.of("late"), SLOW)));
        assertThat(report.exit()).isEqualTo(2);
        assertThat(report.entries().get(0).regressions()).isEmpty();
        assertThat(report.entries().get(0).compared()).allMatch(one -> one.why().contains("late"));
    }

    @Test
    void noBaselineIsSaidAndNoFailure() throws Exception {
        Files.createDirectories(folder.resolve("baselines"));
        GateReport report = checked("r1", USUAL);
        assertThat(report.exit()).isZero();
        assertThat(report.entries().get(0).notes()).singleElement().asString().contains("there is no baseline at");
    }

    @Test
    void anotherMachinesBaselineIsSaid() throws Exception {
        updated("r1", USUAL);
        GateReport report = gate(false, ended(passed("r2", AGAIN), "16"));
        assertThat(report.entries().get(0).notes())
                .singleElement()
                .asString()
                .contains("another machine's (processors: 2 then, 16 now)");
    }

    @Test
    void aSignalEndsItWithItsCode() throws IOException {
        Gate gate = new Gate(Optional.empty(), Margin.USUAL, false);
        GateReport report =
                gate.judge("2026-01-01T00:00:00Z", 1, OptionalInt.of(130)).report();
        assertThat(report.exit()).isEqualTo(130);
        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void onlyTheLastTwentyRunsAreKept() throws Exception {
        for (int i = 0; i < 23; i++) {
            updated("r" + i, i % 2 == 0 ? USUAL : AGAIN);
        }
        assertThat(BaselineFile.read(folder.resolve("baselines/sample.json"), "sample")
                        .runs())
                .hasSize(20)
                .first()
                .extracting(run -> run.run())
                .isEqualTo("r3");
    }

    @Test
    void theBaselineIsLookedForBeforeAnythingStarts() throws IOException {
        assertThatThrownBy(() -> Baselines.at(folder.resolve("none"), List.of("sample"), false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no such folder; --update-baseline makes it");
        Path file = Files.writeString(folder.resolve("one.json"), "{}");
        assertThatThrownBy(() -> Baselines.at(file, List.of("sample", "other"), false))
                .hasMessageContaining("is a file, and there are 2 experiments; expected a folder");
        assertThatThrownBy(() -> Baselines.at(file, List.of("sample"), false))
                .hasMessageContaining(
                        "one.json: this is no baseline; expected a file that gate --update-baseline has written");
    }
}
