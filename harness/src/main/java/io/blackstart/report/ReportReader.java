package io.blackstart.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.compare.FigureKey;
import io.blackstart.analysis.compare.Measure;
import io.blackstart.analysis.compare.RunFigures;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads back from {@code report.json} what each repeat measured. */
public final class ReportReader {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<FigureKey, List<Measure>> measures = new LinkedHashMap<>();
    private final Map<FigureKey, String> missing = new LinkedHashMap<>();
    /** Two objectives on one figure have the same values: each repeat's counts once. */
    private final Set<Map.Entry<FigureKey, Integer>> read = new LinkedHashSet<>();

    private ReportReader() {}

    /** It is no {@code report.json} of one run: the message says what was found and what was expected. */
    public static final class NoReport extends Exception {
        private static final long serialVersionUID = 1L;

        NoReport(String message) {
            super(message);
        }
    }

    /** The figures of a judgement, as its {@code report.json} has them. */
    public static RunFigures figures(Judgement judgement) {
        try {
            return read(ReportJson.text(judgement));
        } catch (NoReport e) {
            throw new IllegalStateException("a report that was just written cannot be read", e);
        }
    }

    /** The figures in a file's text. */
    public static RunFigures read(String text) throws NoReport {
        JsonNode report = parse(text);
        if (!report.isObject() || !report.path("findings").isArray() || !report.has("experiment")) {
            throw new NoReport(
                    report.isArray()
                            ? "an array of reports; expected the report of one run"
                            : "no report of a run: it has no experiment and no findings");
        }
        if (report.path("schema").asInt() != ReportJson.SCHEMA) {
            throw new NoReport(
                    "a report of schema " + report.path("schema").asText("none") + "; expected " + ReportJson.SCHEMA);
        }
        return new ReportReader().figures(report);
    }

    private static JsonNode parse(String text) throws NoReport {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NoReport("line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": no JSON: " + e.getOriginalMessage());
        }
    }

    private RunFigures figures(JsonNode report) throws NoReport {
        for (JsonNode finding : report.path("findings")) {
            finding(finding);
        }
        List<String> doubts = new ArrayList<>();
        report.path("doubts").forEach(doubt -> doubts.add(doubt.asText()));
        return new RunFigures(
                report.path("experiment").asText(),
                report.path("run").asText(),
                report.path("started").asText(),
                verdict(report),
                doubts,
                measures,
                missing);
    }

    private static Verdict verdict(JsonNode node) throws NoReport {
        String name = node.path("verdict").asText();
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(name)) {
                return verdict;
            }
        }
        throw new NoReport("the verdict '" + name + "'; expected PASS, FAIL or INCONCLUSIVE");
    }

    private void finding(JsonNode finding) throws NoReport {
        FigureKey key = key(finding);
        if (finding.path("repeat").isNull()) {
            for (JsonNode value : finding.path("values")) {
                value(
                        key,
                        value.path("repeat").asInt(),
                        value,
                        false,
                        finding.path("method").asText());
            }
        } else {
            boolean failed = verdict(finding) == Verdict.FAIL;
            value(
                    key,
                    finding.path("repeat").asInt(),
                    finding,
                    failed,
                    finding.path("method").asText());
        }
    }

    private static FigureKey key(JsonNode finding) throws NoReport {
        return new FigureKey(
                finding.path("figure").asText(),
                text(finding, "sign"),
                text(finding, "request"),
                unit(finding.path("unit").asText()));
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }

    private static Figure.Unit unit(String symbol) throws NoReport {
        for (Figure.Unit unit : Figure.Unit.values()) {
            if (unit.symbol().equals(symbol)) {
                return unit;
            }
        }
        throw new NoReport("the unit '" + symbol + "'; expected s, ratio or count");
    }

    private void value(FigureKey key, int repeat, JsonNode node, boolean failed, String method) {
        if (!read.add(Map.entry(key, repeat))) {
            return;
        }
        boolean nothing = !node.hasNonNull("value") && !node.hasNonNull("low") && !node.hasNonNull("high");
        if (nothing && !failed) {
            missing.putIfAbsent(key, method);
            return;
        }
        measures.computeIfAbsent(key, one -> new ArrayList<>()).add(measure(node, nothing));
    }

    /** What has no value was cut off, or is a percentile among failures, which has no end at all where it failed. */
    private static Measure measure(JsonNode node, boolean nothing) {
        double value = node.hasNonNull("value") ? node.get("value").asDouble() : Double.POSITIVE_INFINITY;
        double low = nothing
                ? Double.POSITIVE_INFINITY
                : node.hasNonNull("low") ? node.get("low").asDouble() : Double.NEGATIVE_INFINITY;
        double high = node.hasNonNull("high") ? node.get("high").asDouble() : Double.POSITIVE_INFINITY;
        return new Measure(value, Math.min(low, value), Math.max(high, value));
    }
}
