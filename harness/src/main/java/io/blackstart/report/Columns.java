package io.blackstart.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table: for a terminal in columns, for Markdown with bars. */
final class Columns {

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** In columns of spaces, heads first. */
    String text(String indent) {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> indent + line(row, widths) + "\n").collect(Collectors.joining());
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(
                        i -> row.get(i) + " ".repeat(widths.get(i) - row.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    /** As GitHub renders it. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(rows.get(i).stream().map(Columns::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
            if (i == 0) {
                text.append("|").append("---|".repeat(rows.get(0).size())).append('\n');
            }
        }
        return text.toString();
    }

    private static String cell(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " / ").replace("|", "\\|");
    }
}
