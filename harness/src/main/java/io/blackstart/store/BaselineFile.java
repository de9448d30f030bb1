package io.blackstart.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.gate.BaselineRun;
import io.blackstart.gate.ExperimentBaseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An experiment's baseline: JSON with a line for each figure of each run, so that a change of it can be read in a review.
 * Written beside and put in place as a whole: no reader sees half of one.
 */
public final class BaselineFile {

    private static final String KIND = "baseline";
    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private BaselineFile() {}

    /** It is no baseline, or another experiment's: the message has place, found and expected. */
    public static final class BadBaseline extends Exception {
        private static final long serialVersionUID = 1L;

        BadBaseline(String message) {
            super(message);
        }
    }

    /** Writes it, with the folders above it. */
    public static void write(Path file, ExperimentBaseline baseline) throws IOException {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("blackstart", KIND);
        node.put("schema", SCHEMA);
        node.put("experiment", baseline.experiment());
        ArrayNode runs = node.putArray("runs");
        baseline.runs().forEach(run -> write(runs.addObject(), run));
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path fresh = Files.createTempFile(whole.getParent(), "." + whole.getFileName(), ".new");
        try {
            Files.writeString(fresh, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
            Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(ObjectNode node, BaselineRun run) {
        node.put("run", run.run());
        node.put("started", run.started());
        ObjectNode environment = node.putObject("environment");
        run.environment().forEach(environment::put);
        FiguresJson.write(node.putArray("figures"), run.measures());
    }

    /**
     * Reads an experiment's.
     *
     * @param experiment whose it has to be
     * @throws IOException where the file cannot be read at all
     */
    public static ExperimentBaseline read(Path file, String experiment) throws IOException, BadBaseline {
        try {
            return read(MAPPER.readTree(Files.readString(file)), experiment);
        } catch (JsonProcessingException e) {
            throw new BadBaseline(file + ":" + e.getLocation().getLineNr() + ":"
                    + e.getLocation().getColumnNr() + ": no JSON: " + e.getOriginalMessage()
                    + "; expected a baseline, as gate --update-baseline writes it");
        } catch (FiguresJson.Unreadable e) {
            throw new BadBaseline(file + ": " + e.getMessage());
        }
    }

    private static ExperimentBaseline read(JsonNode node, String experiment) throws FiguresJson.Unreadable {
        if (!KIND.equals(node.path("blackstart").asText())) {
            throw new FiguresJson.Unreadable(
                    "this is no baseline; expected a file that gate --update-baseline has written");
        }
        if (node.path("schema").asInt() != SCHEMA) {
            throw new FiguresJson.Unreadable(
                    "schema " + FiguresJson.kind(node.path("schema")) + "; expected " + SCHEMA);
        }
        String owner = FiguresJson.text(node, "experiment", "baseline");
        if (!owner.equals(experiment)) {
            throw new FiguresJson.Unreadable("this is the baseline of " + owner + "; expected that of " + experiment);
        }
        return new ExperimentBaseline(owner, runs(node.path("runs")));
    }

    private static List<BaselineRun> runs(JsonNode array) throws FiguresJson.Unreadable {
        if (!array.isArray() || array.isEmpty()) {
            throw new FiguresJson.Unreadable("runs: " + FiguresJson.kind(array) + "; expected an array of runs");
        }
        List<BaselineRun> runs = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String place = "runs[" + i + "]";
            JsonNode run = array.get(i);
            runs.add(new BaselineRun(
                    FiguresJson.text(run, "run", place),
                    FiguresJson.text(run, "started", place),
                    environment(run.path("environment")),
                    FiguresJson.read(run.path("figures"), place + ".figures")));
        }
        return runs;
    }

    private static Map<String, String> environment(JsonNode node) {
        Map<String, String> environment = new LinkedHashMap<>();
        node.properties()
                .forEach(fact -> environment.put(fact.getKey(), fact.getValue().asText()));
        return environment;
    }
}
