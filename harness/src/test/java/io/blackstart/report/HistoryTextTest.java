package io.blackstart.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.gate.HistoryEntry;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTextTest {

    private static final FigureKey FAILOVER =
            new FigureKey("failover", Optional.empty(), Optional.empty(), Figure.Unit.SECONDS);

    private static HistoryEntry entry(Verdict verdict, double... values) {
        List<Measure> measures = new ArrayList<>();
        for (double value : values) {
            measures.add(Measure.exactly(value));
        }
        return new HistoryEntry(
                "2026-01-01T00:00:00Z",
                0,
                List.of(new HistoryEntry.Experiment(
                        "sample",
                        "run",
                        verdict,
                        verdict == Verdict.FAIL ? List.of("failover") : List.of(),
                        values.length == 0 ? Map.of() : Map.of(FAILOVER, measures))));
    }

    private static List<HistoryEntry> course() {
        return List.of(
                entry(Verdict.PASS, 1, 1.1, 0.9),
                entry(Verdict.PASS, 1.5),
                entry(Verdict.INCONCLUSIVE),
                entry(Verdict.FAIL, 3, 2.9, 3.1));
    }

    @Test
    void eachFiguresCourseIsALineOfBlocks() {
        String text = HistoryText.text(course(), false);
        assertThat(text)
                .contains("4 gate runs, 2026-01-01T00:00:00Z to 2026-01-01T00:00:00Z")
                .contains("sample: 2 PASS, 1 FAIL, 1 INCONCLUSIVE")
                .containsPattern("failover  ▁▃ █ +3 s +1 s +3 s +1\n");
    }

    @Test
    void withoutUtf8ItIsDrawnInAscii() {
        String text = HistoryText.text(course(), true);
        assertThat(text).contains("_- @");
        assertThat(text.chars()).allMatch(character -> character < 128);
    }

    @Test
    void whatNeverCameBackIsAsHighAsAny() {
        assertThat(Sparkline.of(List.of(1.0, Double.POSITIVE_INFINITY, 2.0), false))
                .isEqualTo("▁██");
        assertThat(Sparkline.of(List.of(2.0, 2.0), false)).isEqualTo("▁▁");
    }
}
