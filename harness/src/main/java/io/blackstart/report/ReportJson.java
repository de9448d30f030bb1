package io.blackstart.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.NoiseFloor;
import io.blackstart.analysis.validity.Checked;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** {@code report.json}: its keys are a promise to scripts. */
public final class ReportJson {

    static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ReportJson() {}

    /** The file's content, with a line's end behind it. */
    public static String text(Judgement judgement) {
        return print(node(judgement));
    }

    /** An array of several. */
    public static String text(List<Judgement> judgements) {
        ArrayNode all = MAPPER.createArrayNode();
        judgements.forEach(judgement -> all.add(node(judgement)));
        return print(all);
    }

    private static String print(Object node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of plain values could not be written", e);
        }
    }

    private static ObjectNode node(Judgement judgement) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", SCHEMA);
        node.put("verdict", judgement.verdict().name());
        node.put("exit", judgement.exit());
        strings(node.putArray("reasons"), judgement.reasons());
        strings(node.putArray("doubts"), judgement.doubts());
        node.put("experiment", judgement.experiment());
        node.put("hypothesis", judgement.hypothesis());
        node.put("run", judgement.run());
        node.put("seed", judgement.seed());
        ObjectNode parameters = node.putObject("parameters");
        new TreeMap<>(judgement.parameters()).forEach(parameters::put);
        node.put("started", judgement.started());
        node.put("seconds", number(judgement.seconds()));
        ArrayNode findings = node.putArray("findings");
        judgement.findings().forEach(finding -> {
            ObjectNode one = findings.addObject();
            finding(one, finding);
            judgement.floor().ifPresent(floor -> floor(one, finding, floor));
        });
        ArrayNode runs = node.putArray("runs");
        judgement.runs().forEach(run -> repeat(runs.addObject(), run));
        return node;
    }

    private static void floor(ObjectNode node, Finding finding, NoiseFloor floor) {
        floor.of(finding).ifPresent(seconds -> node.putObject("noiseFloor")
                .put("control", floor.control())
                .put("value", number(seconds))
                .put("below", floor.covers(finding)));
    }

    private static void finding(ObjectNode node, Finding finding) {
        Estimate estimate = finding.estimate();
        node.put("objective", finding.objective().text());
        finding.objective().request().ifPresent(request -> node.put("request", request));
        node.put("figure", finding.objective().figure().key());
        finding.objective().figure().sign().ifPresent(sign -> node.put("sign", sign.text()));
        node.put("unit", finding.objective().figure().unit().symbol());
        interval(node, estimate);
        node.put("bound", number(finding.objective().bound()));
        node.put("relation", finding.objective().relation().symbol());
        node.put("verdict", finding.verdict().name());
        node.put("method", estimate.method());
        finding.objective().confidence().ifPresent(confidence -> {
            node.put("quantile", number(confidence.quantile()));
            node.put("confidence", number(confidence.level()));
        });
        if (finding.repeat().isPresent()) {
            node.put("repeat", finding.repeat().getAsInt());
        } else {
            node.putNull("repeat");
            values(node.putArray("values"), finding.each());
        }
    }

    private static void values(ArrayNode values, List<Estimate> each) {
        for (int i = 0; i < each.size(); i++) {
            ObjectNode value = values.addObject();
            value.put("repeat", i + 1);
            interval(value, each.get(i));
        }
    }

    private static void repeat(ObjectNode node, Judgement.Repeat run) {
        node.put("repeat", run.repeat());
        node.put("verdict", run.verdict().name());
        node.put("delay", number(run.delay()));
        ArrayNode injections = node.putArray("injections");
        run.injections().forEach(injection -> injection(injections.addObject(), injection));
        run.guardrail().ifPresent(met -> guardrail(node.putObject("guardrail"), met));
        ArrayNode outages = node.putArray("outages");
        run.outages().forEach(outage -> outage(outages.addObject(), outage));
        ArrayNode degraded = node.putArray("degraded");
        run.degraded().forEach(stretch -> degraded(degraded.addObject(), stretch));
        ArrayNode phases = node.putArray("phases");
        run.phases().forEach(phase -> phase(phases.addObject(), phase));
        strings(node.putArray("phasesMissing"), run.phasesMissing());
        load(node.putObject("load"), run.load());
        ledger(node.putObject("ledger"), run.ledger());
        timeline(node.putObject("timeline"), run.timeline());
        ArrayNode predictions = node.putArray("predictions");
        run.predictions().forEach(prediction -> prediction(predictions.addObject(), prediction));
        ArrayNode nodes = node.putArray("nodes");
        run.nodes().forEach(answered -> answers(nodes.addObject(), answered));
        ArrayNode checks = node.putArray("checks");
        run.checks().forEach(checked -> check(checks.addObject(), checked));
        if (!run.floor().isEmpty()) {
            ObjectNode floor = node.putObject("floor");
            run.floor().forEach((figure, seconds) -> floor.put(figure, number(seconds)));
        }
    }

    private static void check(ObjectNode node, Checked checked) {
        node.put("check", checked.rule().key());
        node.put("unit", checked.rule().unit().symbol());
        put(node, "measured", checked.measured());
        node.put("threshold", number(checked.rule().threshold()));
        node.put(
                "held",
                switch (checked.state()) {
                    case HELD -> Boolean.TRUE;
                    case BROKEN -> Boolean.FALSE;
                    case UNKNOWN -> null;
                });
        node.put("effect", checked.rule().effect().name().toLowerCase(Locale.ROOT));
        node.put("evidence", checked.evidence());
    }

    private static void answers(ObjectNode node, Judgement.NodeReport report) {
        node.put("node", report.node().isEmpty() ? null : report.node());
        ArrayNode phases = node.putArray("phases");
        for (Judgement.ShareReport share : report.phases()) {
            ObjectNode phase = phases.addObject();
            phase.put("phase", share.phase());
            phase.put("answered", share.answered());
            phase.put("failed", share.failed());
            interval(phase.putObject("share"), share.share());
        }
        ArrayNode edges = node.putArray("edges");
        for (Judgement.EdgeReport answers : report.edges()) {
            ObjectNode edge = edges.addObject();
            edge.put("step", answers.step());
            interval(edge, "lastAnswer", answers.lastAnswer());
            interval(edge, "firstAnswer", answers.firstAnswer());
        }
    }

    private static void interval(ObjectNode node, String key, Optional<Estimate> estimate) {
        if (estimate.isPresent()) {
            interval(node.putObject(key), estimate.get());
        } else {
            node.putNull(key);
        }
    }

    private static void prediction(ObjectNode node, Judgement.PredictionReport report) {
        node.put("figure", report.predicted().figure());
        node.put("unit", "s");
        put(node, "low", report.predicted().low());
        put(node, "high", report.predicted().high());
        strings(node.putArray("rules"), report.predicted().rules());
        interval(node, "measured", report.measured());
        node.put("outside", report.outside());
    }

    private static void interval(ObjectNode node, Estimate estimate) {
        put(node, "value", estimate.value());
        put(node, "low", estimate.low());
        put(node, "high", estimate.high());
        if (estimate.censored()) {
            node.put("censored", true);
        }
    }

    private static void injection(ObjectNode node, Judgement.InjectionReport injection) {
        node.put("step", injection.step());
        node.put("fault", injection.fault());
        strings(node.putArray("targets"), injection.targets());
        node.put("planned", number(injection.planned()));
        put(node, "asked", injection.asked());
        put(node, "effective", injection.effective());
        put(node, "undone", injection.undone());
        node.put("applied", injection.applied());
        node.put("touched", injection.touched());
        strings(node.putArray("evidence"), injection.evidence());
    }

    private static void guardrail(ObjectNode node, Judgement.GuardrailReport met) {
        node.put("guardrail", met.guardrail());
        put(node, "met", Optional.of(met.met()));
        put(node, "undoBegan", met.undoBegan());
        node.put("seen", met.seen());
    }

    private static void outage(ObjectNode node, Judgement.Outage outage) {
        put(node, "from", Optional.of(outage.from()));
        put(node, "to", outage.to());
        node.put("began", number(outage.began()));
        put(node, "over", outage.over());
        node.put("seconds", number(outage.seconds()));
    }

    private static void degraded(ObjectNode node, Judgement.Degraded degraded) {
        node.put("criterion", degraded.criterion());
        put(node, "from", Optional.of(degraded.from()));
        put(node, "to", degraded.to());
        node.put("began", number(degraded.began()));
        put(node, "over", degraded.over());
        node.put("seconds", number(degraded.seconds()));
        node.put("share", number(degraded.share()));
    }

    private static void phase(ObjectNode node, Judgement.PhaseReport phase) {
        node.put("name", phase.name());
        put(node, "from", Optional.of(phase.from()));
        put(node, "to", Optional.of(phase.to()));
        node.put("source", phase.source());
    }

    private static void load(ObjectNode node, Judgement.LoadReport load) {
        node.put("arrivalsPlanned", load.arrivalsPlanned());
        node.put("arrivals", load.arrivals());
        node.put("requests", load.requests());
        node.put("ok", load.ok());
        node.put("failed", load.failed());
        node.put("cut", load.cut());
        node.put("lateStarts", load.lateStarts());
    }

    private static void ledger(ObjectNode node, Judgement.LedgerReport ledger) {
        node.put("acknowledged", ledger.acknowledged());
        node.put("refused", ledger.refused());
        node.put("unknown", ledger.unknown());
        put(node, "lost", ledger.lost());
        put(node, "lostAfter", ledger.lostAfter());
        put(node, "duplicated", ledger.duplicated());
        put(node, "resurrected", ledger.resurrected());
        put(node, "stale", ledger.stale());
        strings(node.putArray("lostIds"), ledger.lostIds());
    }

    private static void timeline(ObjectNode node, Judgement.Timeline timeline) {
        node.put("from", number(timeline.from()));
        node.put("width", number(timeline.width()));
        ArrayNode success = node.putArray("success");
        timeline.success().forEach(share -> {
            if (share.isNaN()) {
                success.addNull();
            } else {
                success.add(number(share));
            }
        });
        ArrayNode faults = node.putArray("faults");
        timeline.faults()
                .forEach(fault -> faults.addArray().add(number(fault.from())).add(number(fault.to())));
    }

    private static void strings(ArrayNode array, Collection<String> strings) {
        strings.forEach(array::add);
    }

    private static void put(ObjectNode node, String key, Optional<Judgement.Span> span) {
        if (span.isPresent()) {
            node.putArray(key)
                    .add(number(span.get().from()))
                    .add(number(span.get().to()));
        } else {
            node.putNull(key);
        }
    }

    private static void put(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            node.put(key, number(value.getAsDouble()));
        } else {
            node.putNull(key);
        }
    }

    private static void put(ObjectNode node, String key, OptionalLong value) {
        if (value.isPresent()) {
            node.put(key, value.getAsLong());
        } else {
            node.putNull(key);
        }
    }

    private static BigDecimal number(double value) {
        return Numbers.exact(value);
    }
}
