package io.blackstart.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.gate.GateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a gate run: {@code gate.json}, {@code junit.xml}, {@code summary.md}. */
public final class GateReports {

    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private GateReports() {}

    /** Writes all of them into that folder, which is made where it is not there. */
    public static void writeAll(Path folder, GateReport gate) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("gate.json"), json(gate));
        Files.writeString(folder.resolve("junit.xml"), JunitXml.text(gate));
        Files.writeString(folder.resolve("summary.md"), GateText.markdown(gate));
    }

    /** The content of {@code gate.json}. */
    public static String json(GateReport gate) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", SCHEMA);
        node.put("verdict", gate.verdict().name());
        node.put("exit", gate.exit());
        node.put("started", gate.started());
        node.put("seconds", Numbers.exact(gate.seconds()));
        ArrayNode experiments = node.putArray("experiments");
        gate.entries().forEach(entry -> entry(experiments.addObject(), entry));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a gate's report of plain values could not be written", e);
        }
    }

    private static void entry(ObjectNode node, GateReport.Entry entry) {
        node.put("experiment", entry.judgement().experiment());
        node.put("run", entry.judgement().run());
        node.put("folder", entry.folder());
        node.put("verdict", entry.verdict().name());
        node.put("objectives", entry.judgement().verdict().name());
        strings(node.putArray("reasons"), entry.judgement().reasons());
        strings(node.putArray("notes"), entry.notes());
        strings(
                node.putArray("regressions"),
                entry.regressions().stream()
                        .map(Compared::key)
                        .map(key -> key.text())
                        .toList());
        ComparedJson.write(node.putArray("figures"), entry.compared());
    }

    private static void strings(ArrayNode array, Iterable<String> texts) {
        texts.forEach(array::add);
    }
}
