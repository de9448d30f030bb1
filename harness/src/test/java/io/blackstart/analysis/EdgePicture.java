package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.List;

/** The picture of docs/measuring.md: the requests around an outage, and what they leave open of it; a column is 10 ms. */
final class EdgePicture {

    private static final double FROM = 9.88;
    private static final int COLUMNS = 60;
    private static final long COLUMN = 10 * Seconds.MILLISECOND;

    private EdgePicture() {}

    static String of(Story story) {
        Judgement.Outage outage = story.judge().runs().get(0).outages().get(0);
        Estimate failover = story.figure("failover");
        List<String> rows = new ArrayList<>();
        rows.add(row("seconds", scale()));
        rows.add(row("ok", requests(story, Outcome.OK)));
        rows.add(row("failed", requests(story, Outcome.FAILED)));
        rows.add(row("outage", outage(outage)));
        rows.add(row("fault", mark("^", 10)));
        rows.add(row("low", length(failover.low().orElseThrow())));
        rows.add(row("value", length(failover.value().orElseThrow())));
        rows.add(row("high", length(failover.high().orElseThrow())));
        return String.join("\n", rows);
    }

    private static String row(String name, String drawn) {
        return String.format("%-8s%s", name, drawn).stripTrailing();
    }

    private static int column(double seconds) {
        return (int) Math.floorDiv(Story.nanos(seconds) - Story.nanos(FROM), COLUMN);
    }

    private static void put(StringBuilder line, int column, char drawn) {
        if (column >= 0 && column < COLUMNS) {
            line.setCharAt(column, drawn);
        }
    }

    private static StringBuilder empty() {
        return new StringBuilder(" ".repeat(COLUMNS));
    }

    private static String scale() {
        StringBuilder line = empty();
        for (int tenth = 99; tenth <= 104; tenth++) {
            String label = tenth / 10 + "." + tenth % 10;
            line.replace(column(tenth / 10.0), column(tenth / 10.0) + label.length(), label);
        }
        return line.toString();
    }

    /** From a bracket where it was sent to a bracket where it ended. */
    private static String requests(Story story, Outcome outcome) {
        StringBuilder line = empty();
        story.facts().samples().forEach(sample -> {
            if (sample.outcome() == outcome) {
                request(line, sample);
            }
        });
        return line.toString();
    }

    private static void request(StringBuilder line, Sample sample) {
        int from = column((sample.start() - Story.ZERO) / 1e9);
        int to = column((sample.end() - Story.ZERO) / 1e9);
        for (int column = from; column <= to; column++) {
            put(line, column, column == from ? '[' : column == to ? ']' : '=');
        }
    }

    /** Surely down, and where the edges may be. */
    private static String outage(Judgement.Outage outage) {
        StringBuilder line = empty();
        fill(line, outage.from().from(), outage.from().to(), '?');
        fill(line, outage.from().to(), outage.to().orElseThrow().from(), '#');
        fill(line, outage.to().orElseThrow().from(), outage.to().orElseThrow().to(), '?');
        return line.toString();
    }

    private static void fill(StringBuilder line, double from, double to, char drawn) {
        for (int column = column(from); column < column(to); column++) {
            put(line, column, drawn);
        }
    }

    private static String mark(String mark, double at) {
        return " ".repeat(column(at)) + mark;
    }

    private static String length(double seconds) {
        int columns = column(10 + seconds) - column(10);
        return mark("|" + "-".repeat(Math.max(0, columns - 1)) + "|  " + seconds, 10);
    }
}
