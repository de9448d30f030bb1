package io.blackstart.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.gate.HistoryEntry;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    private static final FigureKey DETECTION =
            new FigureKey("detection", Optional.of("marker node-out"), Optional.empty(), Figure.Unit.SECONDS);

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("gate/history.ndjson");
    }

    private static HistoryEntry entry(int exit) {
        Measure cutOff = new Measure(Double.POSITIVE_INFINITY, 30, Double.POSITIVE_INFINITY);
        return new HistoryEntry(
                "2026-01-01T00:00:00Z",
                exit,
                List.of(new HistoryEntry.Experiment(
                        "sample",
                        "sample-1",
                        Verdict.FAIL,
                        List.of(DETECTION.text()),
                        Map.of(DETECTION, List.of(new Measure(1.25, 1.2, 1.3), cutOff)))));
    }

    @Test
    void whatWasAppendedIsRead() throws IOException {
        HistoryFile.append(file(), entry(1));
        HistoryFile.append(file(), entry(0));
        HistoryFile.Read read = HistoryFile.read(file());
        assertThat(read.entries()).containsExactly(entry(1), entry(0));
        assertThat(read.damaged()).isEmpty();
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void aLineThatAKillToreOffCostsItself() throws IOException {
        HistoryFile.append(file(), entry(1));
        Files.writeString(file(), "{\"schema\":1,\"star", StandardOpenOption.APPEND);
        assertThat(HistoryFile.read(file()).entries()).hasSize(1);
        HistoryFile.append(file(), entry(0));
        HistoryFile.Read read = HistoryFile.read(file());
        assertThat(read.entries()).containsExactly(entry(1), entry(0));
        assertThat(read.damaged()).containsExactly(2);
    }

    @Test
    void gatesAtOnceLeaveAllTheirLines() throws Exception {
        ExecutorService gates = Executors.newFixedThreadPool(8);
        List<Future<?>> appended = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int exit = i;
            appended.add(gates.submit(() -> {
                HistoryFile.append(file(), entry(exit));
                return null;
            }));
        }
        for (Future<?> one : appended) {
            one.get();
        }
        gates.shutdown();
        HistoryFile.Read read = HistoryFile.read(file());
        assertThat(read.damaged()).isEmpty();
        assertThat(read.entries()).hasSize(200).extracting(HistoryEntry::exit).doesNotHaveDuplicates();
    }
}
