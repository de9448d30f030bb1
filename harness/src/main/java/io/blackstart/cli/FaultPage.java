package io.blackstart.cli;

import io.blackstart.fault.Fault;
import io.blackstart.fault.Manual;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.Parameter;
import io.blackstart.fault.Partition;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The manual of one fault, from its record's own annotations. */
final class FaultPage {

    private static final int WIDTH = 88;
    private static final int MARGIN = 12;

    private final Class<? extends Fault> type;
    private final Manual manual;
    private final String name;

    FaultPage(Class<? extends Fault> type) {
        this.type = type;
        this.manual = type.getAnnotation(Manual.class);
        this.name = Fault.kindOf(type);
    }

    /** The sentence that says what it is. */
    String sentence() {
        return manual.says();
    }

    /** The whole page. */
    String text() {
        StringBuilder page = new StringBuilder(name + ": " + manual.says() + "\n\n");
        entry(page, "acts on", FaultText.branch(type));
        entry(page, "target", target());
        entry(
                page,
                "for",
                needsEnd()
                        ? "needed: how long it lasts"
                        : "may be left out: it ends by itself; with `for` the node is held down so long");
        entry(page, "peers see", manual.peers());
        entry(page, "made by", manual.how());
        entry(page, "limits", manual.limits());
        page.append('\n').append(parameters());
        page.append("\nexample (blackstart faults ").append(name).append(" --example prints it whole)\n");
        return page.append(manual.example().indent(2)).toString();
    }

    private static void entry(StringBuilder page, String title, String text) {
        String begin = title;
        for (String line : FaultText.wrapped(text, WIDTH)) {
            page.append(padded(begin, MARGIN)).append(line).append('\n');
            begin = "";
        }
    }

    private String target() {
        if (OnLink.class.isAssignableFrom(type)) {
            return "a link: { link: db }, or { from: api, to: db, port: 5432 }";
        }
        return type.equals(Partition.class)
                ? "none: it names its groups itself"
                : "nodes: api-2, api, { any: api }, { count: 2, of: api }, { share: 50%, of: api }, "
                        + "{ zone: a }, { role: primary }, a list of these; with except: …";
    }

    /** Those that need no end say so themselves ({@link Fault#needsEnd}). */
    private boolean needsEnd() {
        try {
            return !type.getMethod("needsEnd").getDeclaringClass().equals(type);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every fault says whether it needs an end: " + name, e);
        }
    }

    private String parameters() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("parameter", "unit", "range", "default", "graded", "what it is"));
        for (RecordComponent component : type.getRecordComponents()) {
            Parameter parameter = component.getAnnotation(Parameter.class);
            rows.add(List.of(
                    component.getName(),
                    parameter.quantity().label(),
                    FaultText.range(component, parameter),
                    FaultText.byDefault(component, parameter),
                    parameter.graded() ? "yes" : "no",
                    parameter.says()));
        }
        return rows.size() == 1 ? "parameters: none\n" : table(rows) + graded();
    }

    private String graded() {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAnnotation(Parameter.class).graded()) {
                return "graded: may grow or shrink, as in " + component.getName() + ": { from: …, to: …, over: 20s }\n";
            }
        }
        return "";
    }

    private static String table(List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(padded(row.get(i), widest(rows, i) + 2));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /**
     * An experiment with the example as its method.
     *
     * @param topology of the examples, absolute, so that the file may be put anywhere
     */
    String example(Path topology) {
        return """
                # blackstart faults %1$s --example
                experiment: %1$s-example
                hypothesis: Whatever %1$s does to clients, they are served again within 10 s of it.
                topology: %2$s
                load: { simulation: browse, rate: 40/s }
                steadyState:
                  for: 3s
                  objectives: { success: ">= 99%%" }
                method:
                %3$sobjectives:
                  failover: "<= 10s"
                recovery: { atMost: 30s, hold: 2s }
                """.formatted(name, quoted(topology), manual.example().indent(2));
    }

    /** As a YAML text in double quotes, in which a dollar is no variable. */
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + '"';
    }
}
