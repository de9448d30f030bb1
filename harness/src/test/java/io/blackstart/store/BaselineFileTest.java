package io.blackstart.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.gate.BaselineRun;
import io.blackstart.gate.ExperimentBaseline;
import io.blackstart.objective.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineFileTest {

    private static final FigureKey FAILOVER =
            new FigureKey("failover", Optional.empty(), Optional.empty(), Figure.Unit.SECONDS);
    private static final FigureKey CATALOG =
            new FigureKey("success", Optional.empty(), Optional.of("catalog"), Figure.Unit.RATIO);

    @TempDir
    private Path folder;

    private static ExperimentBaseline baseline() {
        BaselineRun run = new BaselineRun(
                "sample-1",
                "2026-01-01T00:00:00Z",
                Map.of("processors", "2"),
                Map.of(FAILOVER, List.of(new Measure(1.25, 1.2, 1.3), new Measure(0.00012, 0, 0.1))));
        BaselineRun other = new BaselineRun(
                "sample-2", "2026-01-02T00:00:00Z", Map.of(), Map.of(CATALOG, List.of(Measure.exactly(0.999))));
        return new ExperimentBaseline("sample", List.of(run, other));
    }

    @Test
    void whatWasWrittenIsRead() throws Exception {
        Path file = folder.resolve("deep/sample.json");
        BaselineFile.write(file, baseline());
        assertThat(BaselineFile.read(file, "sample")).isEqualTo(baseline());
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    /** So that a review sees which figure changed. */
    @Test
    void aFiguresValuesStandInOneLine() throws IOException {
        Path file = folder.resolve("sample.json");
        BaselineFile.write(file, baseline());
        assertThat(Files.readAllLines(file))
                .anyMatch(line -> line.contains("[ [ 1.25, 1.2, 1.3 ], [ 0.00012, 0, 0.1 ] ]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ \"a\": | sample.json:1:7: no JSON",
                "{ \"a\": 1 } | this is no baseline; expected a file that gate --update-baseline has written",
                "{ \"blackstart\": \"baseline\", \"schema\": 2 } | schema 2; expected 1",
                "{ \"blackstart\": \"baseline\", \"schema\": 1, \"experiment\": \"x\" } | this is the baseline of x; expected that of sample",
                "{ \"blackstart\": \"baseline\", \"schema\": 1, \"experiment\": \"sample\", \"runs\": [] } | runs: an array of 0; expected an array of runs",
            })
    void whatIsNoBaselineIsSaidWithItsPlace(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("sample.json"), text);
        assertThatThrownBy(() -> BaselineFile.read(file, "sample"))
                .isInstanceOf(BaselineFile.BadBaseline.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[ 1.25, 1.2, 1.3 ] | [ 1.25, 1.2 ] | runs[0].figures[0].values[0]: an array of 2; expected [value, low, high]",
                "[ 1.25, 1.2, 1.3 ] | [ 1.25, 1.3, 1.2 ] | [1.25,1.3,1.2]; expected low ≤ value ≤ high",
                "[ 1.25, 1.2, 1.3 ] | [ \"x\", 1, 2 ] | values[0]: \"x\"; expected a number, or null for no end",
                "\"s\" | \"minutes\" | runs[0].figures[0].unit: 'minutes'; expected one of s, ratio, count",
            })
    void valuesThatMakeNoSenseAreSaidWithTheirPlace(String right, String wrong, String message) throws IOException {
        Path file = folder.resolve("sample.json");
        BaselineFile.write(file, baseline());
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));
        assertThatThrownBy(() -> BaselineFile.read(file, "sample")).hasMessageContaining(message);
    }
}
