package io.blackstart.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.NoiseFloor;
import io.blackstart.analysis.prediction.Prediction;
import io.blackstart.analysis.validity.Checked;
import io.blackstart.analysis.validity.Rule;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportsTest {

    private static Finding finding(String key, double bound, Estimate estimate) {
        Figure figure = Figure.of(key).orElseThrow();
        return Finding.judge(
                new Objective(figure, Relation.AT_MOST, bound, Optional.empty(), key + " <= " + bound), estimate);
    }

    private static final List<Finding> FINDINGS = List.of(
            finding("failover", 2, Estimate.of(0.412, 0.408, 0.445, "how")),
            finding("downtime", 1, Estimate.censored(12.5, "until the end")),
            finding("lostWrites", 0, Estimate.unmeasured("the ledger \"<&\u0001\" was not read")));

    private static Judgement.PredictionReport prediction(
            String figure, OptionalDouble high, Optional<Estimate> measured) {
        OptionalDouble low = high.isPresent() ? OptionalDouble.of(0) : high;
        return new Judgement.PredictionReport(
                new Prediction(figure, low, high, List.of("rule of " + figure)), measured);
    }

    private static Checked checked(
            String key, Rule.Effect effect, OptionalDouble measured, Checked.State state, String evidence) {
        return new Checked(
                new Rule(key, Figure.Unit.RATIO, 0.25, effect, key + " is too much"), measured, state, evidence);
    }

    private static final List<Checked> CHECKS = List.of(
            checked("cpuSteal", Rule.Effect.DOUBT, OptionalDouble.of(0.05), Checked.State.HELD, "5 %"),
            checked("cpuPressure", Rule.Effect.WARNING, OptionalDouble.of(0.5), Checked.State.BROKEN, "50 %"),
            checked("throttling", Rule.Effect.DOUBT, OptionalDouble.empty(), Checked.State.UNKNOWN, "nobody tells"));

    private static Judgement judgement() {
        Judgement.Repeat run = new Judgement.Repeat(
                1,
                Verdict.FAIL,
                0.25,
                List.of(new Judgement.InjectionReport(
                        "1",
                        "crash",
                        List.of("api-2"),
                        10,
                        OptionalDouble.of(10.001),
                        Optional.of(new Judgement.Span(10.061, 10.094)),
                        Optional.empty(),
                        true,
                        true,
                        List.of("exit 137"))),
                Optional.of(new Judgement.GuardrailReport(
                        "{ noSuccessFor: 20s }",
                        new Judgement.Span(30.0, 30.05),
                        OptionalDouble.of(30.06),
                        "no success for 20.0 s")),
                List.of(new Judgement.Outage(
                        new Judgement.Span(10.094, 10.099), Optional.empty(), 10.097, OptionalDouble.empty(), 0.4)),
                List.of(new Judgement.Degraded(
                        "success",
                        new Judgement.Span(10.094, 10.099),
                        Optional.empty(),
                        10.097,
                        OptionalDouble.empty(),
                        0.4,
                        0.5)),
                List.of(new Judgement.PhaseReport(
                        "detected",
                        new Judgement.Span(10.061, 10.094),
                        new Judgement.Span(10.31, 10.33),
                        "marker out")),
                List.of("first error: never"),
                new Judgement.LoadReport(100, 100, 100, 90, 10, 0, 0),
                new Judgement.LedgerReport(
                        50,
                        0,
                        1,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        List.of()),
                new Judgement.Timeline(
                        0, 1, List.of(1.0, 0.5, Double.NaN, 0.999, 0.0), List.of(new Judgement.Span(1.2, 3.1))),
                List.of(
                        prediction("detection", OptionalDouble.of(0.1), Optional.empty()),
                        prediction(
                                "failover", OptionalDouble.of(0.2), Optional.of(Estimate.of(0.412, 0.408, 0.445, ""))),
                        prediction("redundancy", OptionalDouble.empty(), Optional.empty())),
                List.of(
                        new Judgement.NodeReport(
                                "",
                                List.of(new Judgement.ShareReport("before", 0, 3, Estimate.unmeasured("nobody"))),
                                List.of()),
                        new Judgement.NodeReport(
                                "api-2",
                                List.of(
                                        new Judgement.ShareReport("before", 10, 0, Estimate.of(0.5, 0.3, 0.7, "")),
                                        new Judgement.ShareReport("during", 1, 2, Estimate.of(0.1, 0, 0.4, ""))),
                                List.of(new Judgement.EdgeReport(
                                        "1", Optional.of(Estimate.of(0.02, 0.01, 0.03, "")), Optional.empty())))),
                CHECKS,
                Map.of());
        return new Judgement(
                Verdict.FAIL,
                1,
                List.of("downtime was missed", "line\nbreak | bar"),
                List.of(),
                "sample",
                "It <holds>.",
                "sample-1",
                7,
                Map.of("b", "2", "a", "1"),
                "2026-01-01T00:00:00Z",
                61.2,
                FINDINGS,
                List.of(run));
    }

    @Test
    void reportJsonHasWhatTheContractPromises() throws Exception {
        JsonNode json = new ObjectMapper().readTree(ReportJson.text(judgement()));
        assertThat(json.get("schema").asInt()).isEqualTo(1);
        assertThat(json.get("verdict").asText()).isEqualTo("FAIL");
        assertThat(json.get("seconds").asDouble()).isEqualTo(61.2);
        JsonNode failover = json.get("findings").get(0);
        assertThat(failover.get("value").asDouble()).isEqualTo(0.412);
        assertThat(failover.get("low").asDouble()).isEqualTo(0.408);
        assertThat(failover.get("unit").asText()).isEqualTo("s");
        assertThat(failover.has("censored")).isFalse();
        JsonNode censored = json.get("findings").get(1);
        assertThat(censored.get("censored").asBoolean()).isTrue();
        assertThat(censored.get("value").isNull()).isTrue();
        assertThat(censored.get("low").asDouble()).isEqualTo(12.5);
        assertThat(censored.get("high").isNull()).isTrue();
        assertThat(censored.get("verdict").asText()).isEqualTo("FAIL");
        JsonNode unmeasured = json.get("findings").get(2);
        assertThat(unmeasured.get("low").isNull()).isTrue();
        assertThat(unmeasured.get("verdict").asText()).isEqualTo("INCONCLUSIVE");
        JsonNode run = json.get("runs").get(0);
        assertThat(run.get("injections").get(0).get("effective").get(1).asDouble())
                .isEqualTo(10.094);
        assertThat(run.get("injections").get(0).get("undone").isNull()).isTrue();
        assertThat(run.get("load").get("arrivalsPlanned").asInt()).isEqualTo(100);
        assertThat(run.get("ledger").get("lost").isNull()).isTrue();
        assertThat(run.get("timeline").get("success").get(2).isNull()).isTrue();
    }

    @Test
    void reportJsonHasPredictionsBesideWhatWasMeasured() throws Exception {
        JsonNode predictions = new ObjectMapper()
                .readTree(ReportJson.text(judgement()))
                .get("runs")
                .get(0)
                .get("predictions");
        JsonNode detection = predictions.get(0);
        assertThat(detection.get("figure").asText()).isEqualTo("detection");
        assertThat(detection.get("unit").asText()).isEqualTo("s");
        assertThat(detection.get("high").asDouble()).isEqualTo(0.1);
        assertThat(detection.get("measured").isNull()).isTrue();
        assertThat(detection.get("outside").asBoolean()).isFalse();
        JsonNode failover = predictions.get(1);
        assertThat(failover.get("measured").get("value").asDouble()).isEqualTo(0.412);
        assertThat(failover.get("outside").asBoolean()).isTrue();
        JsonNode redundancy = predictions.get(2);
        assertThat(redundancy.get("low").isNull()).isTrue();
        assertThat(redundancy.get("rules").get(0).asText()).isEqualTo("rule of redundancy");
    }

    @Test
    void reportsTellWhichNodeAnswered() throws Exception {
        JsonNode nodes = new ObjectMapper()
                .readTree(ReportJson.text(judgement()))
                .get("runs")
                .get(0)
                .get("nodes");
        assertThat(nodes.get(0).get("node").isNull()).isTrue();
        assertThat(nodes.get(0).get("phases").get(0).get("failed").asInt()).isEqualTo(3);
        assertThat(nodes.get(0).get("phases").get(0).get("share").get("value").isNull())
                .isTrue();
        JsonNode api = nodes.get(1);
        assertThat(api.get("node").asText()).isEqualTo("api-2");
        assertThat(api.get("phases").get(1).get("share").get("high").asDouble()).isEqualTo(0.4);
        assertThat(api.get("edges").get(0).get("lastAnswer").get("low").asDouble())
                .isEqualTo(0.01);
        assertThat(api.get("edges").get(0).get("firstAnswer").isNull()).isTrue();
        assertThat(Terminal.text(judgement(), false))
                .contains(
                        "api-2 gave 50 % (30 % … 70 %) of all answers before, 10 % (0 % … 40 %) of all answers during; 2 of"
                                + " its answers were failures\n")
                .contains(
                        "api-2: last answer 0.02 s  (0.01 s … 0.03 s) after the fault (step 1), first one again never\n");
    }

    @Test
    void whatLiesOutsideItsPredictionIsPointedOut() {
        assertThat(Terminal.text(judgement(), false))
                .contains("predicted detection: 0 s … 0.1 s, not measured\n")
                .contains("predicted failover: 0 s … 0.2 s, measured: 0.412 s  (0.408 s … 0.445 s)\n")
                .contains("failover lies OUTSIDE its prediction")
                .doesNotContain("detection lies OUTSIDE")
                .doesNotContain("predicted redundancy");
        assertThat(SummaryMarkdown.text(judgement())).contains("- failover lies OUTSIDE its prediction");
    }

    @Test
    void junitHasOneTestCaseAnObjectiveAndOneForTheRun() throws Exception {
        String xml = JunitXml.text(judgement());
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("time")).matches("\\d+\\.\\d{3}");
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
    }

    /** Three repeats, of which the second missed its bound and the third was cut off. */
    private static Judgement repeated() {
        Judgement one = judgement();
        List<Finding> findings = List.of(
                finding("failover", 1, Estimate.of(0.4, 0.39, 0.41, "how")),
                finding("failover", 1, Estimate.of(1.2, 1.19, 1.21, "how")).in(2),
                finding("failover", 1, Estimate.censored(5, "until the end")).in(3),
                finding("lostWrites", 0, Estimate.exactly(0, "counted")),
                finding("lostWrites", 0, Estimate.exactly(0, "counted")).in(2),
                finding("lostWrites", 0, Estimate.unmeasured("the ledger was not read"))
                        .in(3),
                finding("downtime", 2, Estimate.of(1, 0.9, 1.1, "order statistics"))
                        .overAll(List.of(
                                Estimate.of(1, 0.9, 1.1, "how"),
                                Estimate.of(0.5, 0.4, 0.6, "how"),
                                Estimate.censored(2, "until the end"))));
        Judgement.Repeat run = one.runs().get(0);
        return new Judgement(
                one.verdict(),
                one.exit(),
                one.reasons(),
                one.doubts(),
                one.experiment(),
                one.hypothesis(),
                one.run(),
                one.seed(),
                one.parameters(),
                one.started(),
                one.seconds(),
                findings,
                List.of(run, run, run));
    }

    @Test
    void ofRepeatsPeopleSeeLeastMedianAndMost() {
        assertThat(Shown.of(repeated()))
                .extracting(Shown::figure)
                .containsExactly(
                        "0.4 s … 1.2 s … infinite  (held in 1 of 3)",
                        "0  (held in 2 of 3, not measured in 1)",
                        "1 s  (0.9 s … 1.1 s)");
        assertThat(Shown.of(repeated()))
                .extracting(Shown::verdict)
                .containsExactly(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.PASS);
        String terminal = Terminal.text(repeated(), false);
        assertThat(terminal.split("failover <= 1", -1)).hasSize(2);
        assertThat(terminal).contains("  repeat 1     █▄·▇   FAIL\n");
        assertThat(SummaryMarkdown.text(repeated()))
                .contains("| failover <= 1.0 | 0.4 s … 1.2 s … infinite  (held in 1 of 3) | FAIL |")
                .contains("| 1 | FAIL | `█▄·▇ ` |");
    }

    @Test
    void ofRepeatsScriptsSeeEachFinding() throws Exception {
        JsonNode json = new ObjectMapper().readTree(ReportJson.text(repeated()));
        assertThat(json.get("findings")).hasSize(7);
        assertThat(json.get("findings").get(1).get("repeat").asInt()).isEqualTo(2);
        JsonNode overAll = json.get("findings").get(6);
        assertThat(overAll.get("repeat").isNull()).isTrue();
        assertThat(overAll.get("values")).hasSize(3);
        assertThat(overAll.get("values").get(1).get("repeat").asInt()).isEqualTo(2);
        assertThat(overAll.get("values").get(1).get("high").asDouble()).isEqualTo(0.6);
        assertThat(overAll.get("values").get(2).get("censored").asBoolean()).isTrue();
        assertThat(json.get("doubts")).isEmpty();
        assertThat(json.get("runs").get(0).get("delay").asDouble()).isEqualTo(0.25);
        assertThat(JunitXml.text(repeated()).split("<testcase", -1)).hasSize(5);
    }

    @Test
    void theTimelineShowsWhatFailedAndWhere() {
        Judgement.Timeline timeline = judgement().runs().get(0).timeline();
        assertThat(TimelineBlocks.blocks(timeline)).isEqualTo("█▄·▇ ");
        assertThat(TimelineBlocks.marks(timeline)).isEqualTo(" └─┘");
    }

    @Test
    void theTerminalShowsEachFindingAgainstItsBound() {
        assertThat(Terminal.text(judgement(), false))
                .startsWith("FAIL  sample, 61.2 s\n")
                .contains("failover <= 2.0    0.412 s  (0.408 s … 0.445 s)")
                .contains("more than 12.5 s")
                .contains("not measured: ")
                .contains("█▄·▇")
                .doesNotContain("\u001b[");
        assertThat(Terminal.text(judgement(), true)).contains("\u001b[31mFAIL\u001b[0m");
    }

    @Test
    void theSummaryIsATable() {
        assertThat(SummaryMarkdown.text(judgement()))
                .startsWith("## FAIL: sample\n")
                .contains("| failover <= 2.0 | 0.412 s  (0.408 s … 0.445 s) | PASS |")
                .contains("- line / break | bar");
    }

    @Test
    void scriptsSeeEveryCheckOfTheHarness() throws Exception {
        JsonNode checks = new ObjectMapper()
                .readTree(ReportJson.text(judgement()))
                .get("runs")
                .get(0)
                .get("checks");
        assertThat(checks.get(0).toString())
                .isEqualTo(
                        "{\"check\":\"cpuSteal\",\"unit\":\"ratio\",\"measured\":0.05,\"threshold\":0.25,\"held\":true,"
                                + "\"effect\":\"doubt\",\"evidence\":\"5 %\"}");
        assertThat(checks.get(1).get("held").asBoolean()).isFalse();
        assertThat(checks.get(1).get("effect").asText()).isEqualTo("warning");
        assertThat(checks.get(2).get("held").isNull()).isTrue();
        assertThat(checks.get(2).get("measured").isNull()).isTrue();
    }

    private static final NoiseFloor FLOOR = new NoiseFloor("control-1", Map.of("failover", 0.5, "downtime", 0.5));

    @Test
    void aFigureBelowTheNoiseFloorSaysSo() throws Exception {
        JsonNode findings = new ObjectMapper()
                .readTree(ReportJson.text(judgement().against(FLOOR)))
                .get("findings");
        assertThat(findings.get(0).get("noiseFloor").toString())
                .isEqualTo("{\"control\":\"control-1\",\"value\":0.5,\"below\":true}");
        assertThat(findings.get(1).get("noiseFloor").get("below").asBoolean()).isFalse();
        assertThat(findings.get(2).has("noiseFloor")).isFalse();
        String line = "failover lies below the noise floor of control-1: 0.5 s (no effect on the verdict)\n";
        assertThat(Terminal.text(judgement().against(FLOOR), false))
                .contains("  " + line)
                .doesNotContain("downtime lies");
        assertThat(SummaryMarkdown.text(judgement().against(FLOOR))).contains("- " + line);
    }

    @Test
    void ofRepeatsItSaysInHowMany() {
        assertThat(Terminal.text(repeated().against(FLOOR), false))
                .contains("failover lies below the noise floor of control-1 in 1 of 3 repeats: 0.5 s");
    }

    @Test
    void peopleSeeThoseThatDidNotHold() {
        assertThat(Terminal.text(judgement(), false))
                .contains("  warning: cpuPressure is too much: 50 %\n")
                .doesNotContain("cpuSteal", "throttling");
        assertThat(Terminal.text(repeated(), false))
                .contains("  warning in 3 of 3 repeats: cpuPressure is too much: 50 %\n");
        assertThat(SummaryMarkdown.text(judgement())).contains("- warning: cpuPressure is too much: 50 %\n");
    }
}
