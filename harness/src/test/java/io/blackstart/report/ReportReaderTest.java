package io.blackstart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.analysis.compare.RunFigures;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportReaderTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static Objective objective(Figure figure, double bound) {
        return new Objective(figure, Relation.AT_MOST, bound, Optional.empty(), figure.key() + " <= " + bound);
    }

    private static Finding finding(Figure figure, Estimate estimate) {
        return Finding.judge(objective(figure, 2), estimate);
    }

    private static Figure figure(String key) {
        return Figure.of(key).orElseThrow();
    }

    private static RunFigures figures(List<String> doubts, Finding... findings) {
        return ReportReader.figures(new Judgement(
                Verdict.PASS,
                0,
                doubts,
                doubts,
                "sample",
                "It holds.",
                "sample-1",
                7,
                Map.of(),
                "2026-01-01T00:00:00Z",
                60,
                List.of(findings),
                List.of()));
    }

    private static FigureKey seconds(String key) {
        return new FigureKey(key, Optional.empty(), Optional.empty(), Figure.Unit.SECONDS);
    }

    @Test
    void eachRepeatsValueIsOne() {
        RunFigures figures = figures(
                List.of(),
                finding(figure("failover"), Estimate.of(1, 0.9, 1.1, "how")),
                finding(figure("failover"), Estimate.censored(5, "until the end"))
                        .in(2));
        assertThat(figures.of(seconds("failover")))
                .containsExactly(new Measure(1, 0.9, 1.1), new Measure(INFINITE, 5, INFINITE));
    }

    @Test
    void aBoundOverAllRepeatsHasTheirValues() {
        RunFigures figures = figures(
                List.of(),
                finding(figure("failover"), Estimate.of(1.1, 0.9, 1.2, "order statistics"))
                        .overAll(List.of(Estimate.of(1, 0.9, 1.1, "how"), Estimate.of(1.1, 1, 1.2, "how"))));
        assertThat(figures.of(seconds("failover"))).containsExactly(new Measure(1, 0.9, 1.1), new Measure(1.1, 1, 1.2));
    }

    @Test
    void twoObjectivesOnOneFigureHaveTheSameValues() {
        Estimate once = Estimate.of(1, 0.9, 1.1, "how");
        RunFigures figures = figures(
                List.of(), finding(figure("failover"), once), Finding.judge(objective(figure("failover"), 5), once));
        assertThat(figures.of(seconds("failover"))).hasSize(1);
    }

    @Test
    void anotherSignIsAnotherFigure() {
        RunFigures figures = figures(
                List.of(),
                finding(Figure.detection(Sign.marker("node-out")), Estimate.of(1, 0.9, 1.1, "how")),
                finding(Figure.detection(Sign.health("unhealthy")), Estimate.of(3, 2.9, 3.1, "how")));
        assertThat(figures.keys())
                .extracting(FigureKey::text)
                .containsExactly("detection by marker node-out", "detection by health unhealthy");
    }

    @Test
    void aPercentileAmongFailuresIsInfiniteAndNotUnmeasured() {
        Estimate infinite = new Estimate(
                OptionalDouble.of(INFINITE), OptionalDouble.empty(), OptionalDouble.empty(), false, "failures");
        RunFigures figures = figures(List.of(), new Finding(objective(figure("p99"), 2), infinite, Verdict.FAIL));
        assertThat(figures.of(seconds("p99"))).containsExactly(new Measure(INFINITE, INFINITE, INFINITE));
        assertThat(figures.missing()).isEmpty();
    }

    @Test
    void whatARepeatDidNotMeasureCannotBeCompared() {
        RunFigures figures = figures(
                List.of(),
                finding(figure("failover"), Estimate.of(1, 0.9, 1.1, "how")),
                finding(figure("failover"), Estimate.unmeasured("no load was released"))
                        .in(2));
        assertThat(figures.doubt(seconds("failover"))).contains("sample-1 did not measure it: no load was released");
    }

    @Test
    void aRunInDoubtIsInDoubtOfEveryFigure() {
        RunFigures figures = figures(List.of("late"), finding(figure("failover"), Estimate.of(1, 0.9, 1.1, "how")));
        assertThat(figures.doubt(seconds("failover"))).contains("sample-1 cannot be believed: late");
    }

    @Test
    void anUnknownUnitIsRefused() {
        assertThatThrownBy(() -> ReportReader.read(
                        "{\"schema\":1,\"experiment\":\"x\",\"findings\":[{\"figure\":\"failover\",\"unit\":\"m\"}]}"))
                .isInstanceOf(ReportReader.NoReport.class)
                .hasMessage("the unit 'm'; expected s, ratio or count");
    }
}
