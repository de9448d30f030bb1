package io.blackstart.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackstart.analysis.compare.Change;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.analysis.compare.RunFigures;
import java.util.List;

/**
 * Two runs side by side.
 *
 * @param first the one before
 * @param second the one now
 * @param figures of both, in order
 * @param margin the share that is not yet a difference
 * @param exit the exit code
 */
public record ComparisonReport(RunFigures first, RunFigures second, List<Compared> figures, double margin, int exit) {

    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("A: ")
                .append(about(first))
                .append("\nB: ")
                .append(about(second))
                .append('\n');
        if (!first.experiment().equals(second.experiment())) {
            text.append("These are different experiments: what differs may be theirs.\n");
        }
        Columns columns = new Columns("figure", "A", "B", "B − A, 95 % interval", "B is");
        figures.forEach(one -> columns.row(
                one.key().text(),
                ComparedText.values(one.before(), one.key().unit()),
                ComparedText.values(one.now(), one.key().unit()),
                ComparedText.difference(one),
                one.change().text()));
        text.append(columns.text("  "));
        figures.stream().filter(one -> one.change() == Change.NO_TELLING).forEach(one -> text.append("  ")
                .append(one.key().text())
                .append(": ")
                .append(one.why())
                .append('\n'));
        return text.toString();
    }

    private static String about(RunFigures run) {
        return run.run() + ", " + run.experiment() + ", " + run.verdict();
    }

    /** For scripts. */
    public String json() {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", SCHEMA);
        node.put("exit", exit);
        run(node.putObject("first"), first);
        run(node.putObject("second"), second);
        node.put("margin", Numbers.exact(margin));
        ComparedJson.write(node.putArray("figures"), figures);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a comparison of plain values could not be written", e);
        }
    }

    private static void run(ObjectNode node, RunFigures run) {
        node.put("experiment", run.experiment());
        node.put("run", run.run());
        node.put("started", run.started());
        node.put("verdict", run.verdict().name());
    }
}
