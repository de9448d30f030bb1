package io.blackstart.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.gate.HistoryEntry;
import io.blackstart.objective.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The history of gate runs: one JSON object a line, only ever appended to. Each line is written as a whole under a lock of the
 * file, so two gates at once leave both. A line that a kill tore off is closed by the next one and passed over by readers.
 */
public final class HistoryFile {

    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private HistoryFile() {}

    /**
     * What a history holds.
     *
     * @param entries oldest first
     * @param damaged the numbers of lines that are no gate runs, from 1
     */
    public record Read(List<HistoryEntry> entries, List<Integer> damaged) {}

    /** Appends a gate run. */
    public static synchronized void append(Path file, HistoryEntry entry) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] line = (line(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            ByteBuffer whole = ByteBuffer.allocate(line.length + 1);
            if (torn(channel)) {
                whole.put((byte) '\n');
            }
            whole.put(line).flip();
            channel.position(channel.size());
            while (whole.hasRemaining()) {
                channel.write(whole);
            }
            channel.force(false);
        }
    }

    private static boolean torn(FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) != '\n';
    }

    private static String line(HistoryEntry entry) throws JsonProcessingException {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", SCHEMA);
        node.put("started", entry.started());
        node.put("exit", entry.exit());
        ArrayNode experiments = node.putArray("experiments");
        for (HistoryEntry.Experiment experiment : entry.experiments()) {
            ObjectNode one = experiments.addObject();
            one.put("experiment", experiment.name());
            one.put("run", experiment.run());
            one.put("verdict", experiment.verdict().name());
            ArrayNode regressions = one.putArray("regressions");
            experiment.regressions().forEach(regressions::add);
            FiguresJson.write(one.putArray("figures"), experiment.measures());
        }
        return MAPPER.writeValueAsString(node);
    }

    /** Reads it. */
    public static Read read(Path file) throws IOException {
        List<HistoryEntry> entries = new ArrayList<>();
        List<Integer> damaged = new ArrayList<>();
        try (Stream<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines()) {
            List<String> all = lines.toList();
            for (int i = 0; i < all.size(); i++) {
                try {
                    entries.add(entry(MAPPER.readTree(all.get(i))));
                } catch (JsonProcessingException | FiguresJson.Unreadable e) {
                    damaged.add(i + 1);
                }
            }
        }
        return new Read(List.copyOf(entries), List.copyOf(damaged));
    }

    private static HistoryEntry entry(JsonNode node) throws FiguresJson.Unreadable {
        if (node.path("schema").asInt() != SCHEMA) {
            throw new FiguresJson.Unreadable("schema " + FiguresJson.kind(node.path("schema")));
        }
        List<HistoryEntry.Experiment> experiments = new ArrayList<>();
        for (JsonNode one : node.path("experiments")) {
            List<String> regressions = new ArrayList<>();
            one.path("regressions").forEach(regression -> regressions.add(regression.asText()));
            experiments.add(new HistoryEntry.Experiment(
                    FiguresJson.text(one, "experiment", "experiments"),
                    FiguresJson.text(one, "run", "experiments"),
                    verdict(FiguresJson.text(one, "verdict", "experiments")),
                    regressions,
                    FiguresJson.read(one.path("figures"), "figures")));
        }
        return new HistoryEntry(
                FiguresJson.text(node, "started", "entry"), node.path("exit").asInt(), experiments);
    }

    private static Verdict verdict(String name) throws FiguresJson.Unreadable {
        return Stream.of(Verdict.values())
                .filter(verdict -> verdict.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FiguresJson.Unreadable("the verdict '" + name + "'"));
    }
}
