package io.blackstart.report;

import io.blackstart.analysis.Explanation;
import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Explanation.Request;
import io.blackstart.analysis.Explanation.Written;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Where a figure comes from, for people: the figure as {@code report.json} has it, then its trace part by part. */
public final class ExplanationText {

    private static final String MARGIN = "  ";

    private ExplanationText() {}

    /** All of it, in lines. */
    public static String text(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(name(explanation) + " = " + value(explanation) + ", run " + explanation.run());
        explanation
                .findings()
                .forEach(finding -> lines.add(MARGIN + finding.objective().text() + ": " + finding.verdict()));
        lines.add(MARGIN + "method: " + explanation.estimate().method());
        explanation.doubts().forEach(doubt -> lines.add(MARGIN + "the run itself is in doubt: " + doubt));
        explanation.trace().forEach(part -> part(lines, part));
        return String.join("\n", lines) + "\n";
    }

    private static String name(Explanation explanation) {
        return explanation.figure().key()
                + explanation
                        .figure()
                        .sign()
                        .map(sign -> " by the " + sign.text())
                        .orElse("")
                + explanation.request().map(name -> " of " + name).orElse("");
    }

    private static String value(Explanation explanation) {
        Estimate estimate = explanation.estimate();
        Figure.Unit unit = explanation.figure().unit();
        if (estimate.low().isEmpty()
                && estimate.high().isEmpty()
                && estimate.value().isEmpty()) {
            return "not measured";
        }
        if (estimate.low().isPresent() && Double.isInfinite(estimate.low().getAsDouble())) {
            return "infinite";
        }
        if (estimate.censored()) {
            return "more than " + number(estimate.low(), unit) + ", cut off";
        }
        return estimate.low().equals(estimate.high())
                ? number(estimate.value(), unit)
                : number(estimate.value(), unit) + "  (" + number(estimate.low(), unit) + " … "
                        + number(estimate.high(), unit) + ")";
    }

    private static String number(OptionalDouble number, Figure.Unit unit) {
        String text = number.isPresent() ? Numbers.exact(number.getAsDouble()).toPlainString() : "?";
        return switch (unit) {
            case SECONDS -> text + " s";
            case RATIO, COUNT -> text;
        };
    }

    private static void part(List<String> lines, Part part) {
        lines.add("");
        lines.add(part.title());
        part.lines().forEach(line -> lines.add(MARGIN + line.strip().replace("\n", "\n" + MARGIN)));
        table(
                lines,
                part.requests().stream().map(ExplanationText::row).toList(),
                List.of("intended", "start", "end", "outcome", "status", "node", "request", ""));
        table(
                lines,
                part.writes().stream().map(ExplanationText::row).toList(),
                List.of("id", "sent", "answered", "outcome", "found on"));
    }

    private static List<String> row(Request request) {
        return List.of(
                request.intended().toPlainString(),
                request.start().toPlainString(),
                request.end().toPlainString() + (request.exact() ? "" : " (+ 1 ms)"),
                lower(request.outcome()),
                request.status() == 0 ? "–" : Integer.toString(request.status()),
                request.node().isEmpty() ? "?" : request.node(),
                request.scenario() + "/" + request.request(),
                request.shows());
    }

    private static List<String> row(Written write) {
        return List.of(
                write.id(),
                write.sent().toPlainString(),
                write.answered().toPlainString(),
                lower(write.outcome()),
                write.found().isEmpty() ? "no replica" : String.join(", ", write.found()));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void table(List<String> lines, List<List<String>> rows, List<String> head) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        List<Integer> widths = IntStream.range(0, head.size())
                .mapToObj(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        all.forEach(row -> lines.add(line(row, widths)));
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(MARGIN).append(cell).append(" ".repeat(widths.get(column) - cell.length()));
        }
        return line.toString().stripTrailing();
    }
}
