package io.blackstart.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.compare.Change;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.analysis.compare.Difference;
import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.gate.GateReport;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class GateReportsTest {

    private static Judgement judgement(String experiment, Verdict verdict) {
        double failover = verdict == Verdict.FAIL ? 5 : 1;
        Finding finding = Finding.judge(
                new Objective(
                        Figure.of("failover").orElseThrow(), Relation.AT_MOST, 2, Optional.empty(), "failover <= 2s"),
                Estimate.of(failover, failover - 0.1, failover + 0.1, "how"));
        return new Judgement(
                verdict,
                verdict == Verdict.FAIL ? 1 : 0,
                verdict == Verdict.FAIL ? List.of("failover <= 2s was missed") : List.of(),
                List.of(),
                experiment,
                "It holds.",
                experiment + "-1",
                7,
                Map.of(),
                "2026-01-01T00:00:00Z",
                60,
                List.of(finding),
                List.of());
    }

    private static Compared compared(String experiment, Change change) {
        return new Compared(
                experiment,
                new FigureKey("failover", Optional.empty(), Optional.empty(), Figure.Unit.SECONDS),
                List.of(Measure.exactly(0.3), Measure.exactly(0.4)),
                2,
                List.of(Measure.exactly(1), Measure.exactly(1.1)),
                Optional.of(new Difference(0.7, 0.6, 0.8, 0.97)),
                0.05,
                change,
                "why");
    }

    private static GateReport gate() {
        return new GateReport(
                "2026-01-01T00:00:00Z",
                125.5,
                List.of(
                        new GateReport.Entry(
                                judgement("slow", Verdict.PASS),
                                "runs/slow-1",
                                List.of(compared("slow", Change.WORSE)),
                                false,
                                List.of()),
                        new GateReport.Entry(
                                judgement("missed", Verdict.FAIL),
                                "runs/missed-1",
                                List.of(compared("missed", Change.SAME)),
                                false,
                                List.of("a note | with a bar"))),
                OptionalInt.empty());
    }

    @Test
    void oneTableHasObjectivesAndBaselines() {
        assertThat(GateText.text(gate(), false))
                .startsWith("FAIL  gate of 2 experiments, 125.5 s\n")
                .containsPattern("slow +failover <= 2s +1 s  \\(0.9 s … 1.1 s\\) +PASS\n")
                .containsPattern(
                        "slow +failover against the baseline +1 s … .* in 2 runs +\\+0.7 s  \\(\\+0.6 s … \\+0.8 s\\) +FAIL: worse")
                .contains("slow: failover is worse than the baseline by +0.7 s")
                .contains("missed: failover <= 2s was missed");
    }

    @Test
    void aSummaryIsMarkdown(@TempDir Path folder) throws Exception {
        GateReports.writeAll(folder.resolve("gate"), gate());
        assertThat(Files.readString(folder.resolve("gate/summary.md")))
                .startsWith("## FAIL: gate of 2 experiments, 125.5 s\n\n| experiment | what |")
                .contains("| slow | failover against the baseline |")
                .contains("- missed: a note | with a bar");
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("gate/gate.json")));
        assertThat(json.get("exit").asInt()).isEqualTo(1);
        assertThat(json.get("experiments").get(0).get("verdict").asText()).isEqualTo("FAIL");
        assertThat(json.get("experiments").get(0).get("objectives").asText()).isEqualTo("PASS");
        assertThat(json.get("experiments").get(0).get("regressions").get(0).asText())
                .isEqualTo("failover");
    }

    @Test
    void oneJunitFileHasASuiteForEachExperiment() throws Exception {
        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitXml.text(gate()))))
                .getDocumentElement();
        assertThat(suites.getTagName()).isEqualTo("testsuites");
        assertThat(suites.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        Element slow = (Element) suites.getElementsByTagName("testsuite").item(0);
        assertThat(slow.getAttribute("tests")).isEqualTo("3");
        assertThat(slow.getAttribute("failures")).isEqualTo("1");
        Element failure = (Element) slow.getElementsByTagName("failure").item(0);
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("failover against the baseline");
        assertThat(failure.getAttribute("message")).contains("failover is worse than the baseline by +0.7 s");
    }
}
