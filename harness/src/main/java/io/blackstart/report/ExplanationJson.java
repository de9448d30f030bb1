package io.blackstart.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.analysis.Explanation;
import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Explanation.Request;
import io.blackstart.analysis.Explanation.Written;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Where a figure comes from, as data; docs/formats.md describes it. Infinite numbers are null, as in {@code report.json}. */
public final class ExplanationJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ExplanationJson() {}

    /** One as an object, several as an array, with a line's end behind it. */
    public static String text(List<Explanation> explanations) {
        ArrayNode all = MAPPER.createArrayNode();
        explanations.forEach(explanation -> all.add(node(explanation)));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all.size() == 1 ? all.get(0) : all)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an explanation of plain values could not be written", e);
        }
    }

    private static ObjectNode node(Explanation explanation) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("run", explanation.run());
        node.put("figure", explanation.figure().key());
        explanation.figure().sign().ifPresent(sign -> node.put("sign", sign.text()));
        explanation.request().ifPresent(request -> node.put("request", request));
        node.put("unit", explanation.figure().unit().symbol());
        put(node, "value", explanation.estimate().value());
        put(node, "low", explanation.estimate().low());
        put(node, "high", explanation.estimate().high());
        if (explanation.estimate().censored()) {
            node.put("censored", true);
        }
        node.put("method", explanation.estimate().method());
        ArrayNode objectives = node.putArray("objectives");
        explanation.findings().forEach(finding -> objectives
                .addObject()
                .put("objective", finding.objective().text())
                .put("verdict", finding.verdict().name()));
        ArrayNode doubts = node.putArray("doubts");
        explanation.doubts().forEach(doubts::add);
        ArrayNode trace = node.putArray("trace");
        explanation.trace().forEach(part -> part(trace.addObject(), part));
        return node;
    }

    private static void part(ObjectNode node, Part part) {
        node.put("title", part.title());
        ArrayNode lines = node.putArray("lines");
        part.lines().forEach(lines::add);
        ArrayNode requests = node.putArray("requests");
        part.requests().forEach(request -> request(requests.addObject(), request));
        ArrayNode writes = node.putArray("writes");
        part.writes().forEach(write -> write(writes.addObject(), write));
    }

    private static void request(ObjectNode node, Request request) {
        node.put("shows", request.shows());
        node.put("scenario", request.scenario());
        node.put("request", request.request());
        node.put("intended", request.intended());
        node.put("start", request.start());
        node.put("end", request.end());
        node.put("exact", request.exact());
        node.put("outcome", request.outcome().name().toLowerCase(Locale.ROOT));
        node.put("status", request.status());
        node.put("node", request.node());
    }

    private static void write(ObjectNode node, Written write) {
        node.put("id", write.id());
        node.put("sent", write.sent());
        node.put("answered", write.answered());
        node.put("outcome", write.outcome().name().toLowerCase(Locale.ROOT));
        ArrayNode found = node.putArray("found");
        write.found().forEach(found::add);
    }

    private static void put(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            node.put(key, Numbers.exact(value.getAsDouble()));
        } else {
            node.putNull(key);
        }
    }
}
