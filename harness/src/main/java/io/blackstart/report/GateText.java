package io.blackstart.report;

import io.blackstart.analysis.compare.Change;
import io.blackstart.analysis.compare.Compared;
import io.blackstart.gate.GateReport;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A gate run for people: one table of everything, and what is to be said of it. */
public final class GateText {

    private GateText() {}

    /**
     * For a terminal.
     *
     * @param colour whether the verdict is coloured
     */
    public static String text(GateReport gate, boolean colour) {
        StringBuilder text = new StringBuilder();
        text.append(Terminal.verdict(gate.verdict(), colour))
                .append("  ")
                .append(title(gate))
                .append('\n');
        text.append(table(gate).text("  "));
        said(gate).forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    /** {@code summary.md}: for a CI job's step summary. */
    static String markdown(GateReport gate) {
        StringBuilder text = new StringBuilder();
        text.append("## ")
                .append(gate.verdict())
                .append(": ")
                .append(title(gate))
                .append("\n\n");
        text.append(table(gate).markdown());
        List<String> said = said(gate);
        if (!said.isEmpty()) {
            text.append('\n');
        }
        said.forEach(line -> text.append("- ")
                .append(line.strip().replaceAll("\\s*\\R\\s*", " / "))
                .append('\n'));
        return text.toString();
    }

    private static String title(GateReport gate) {
        int n = gate.entries().size();
        return "gate of " + n + (n == 1 ? " experiment, " : " experiments, ") + Numbers.text(gate.seconds(), "s");
    }

    /** A row for each objective, then one for each figure against the baseline. */
    private static Columns table(GateReport gate) {
        Columns columns =
                new Columns("experiment", "what", "measured", "baseline", "difference, 95 % interval", "verdict");
        for (GateReport.Entry entry : gate.entries()) {
            String name = entry.judgement().experiment();
            Shown.of(entry.judgement())
                    .forEach(shown -> columns.row(
                            name,
                            shown.objective(),
                            shown.figure(),
                            "",
                            "",
                            shown.verdict().name()));
            entry.compared()
                    .forEach(one -> columns.row(
                            name,
                            one.key().text() + " against the baseline",
                            ComparedText.values(one.now(), one.key().unit()),
                            ComparedText.values(one.before(), one.key().unit())
                                    + (one.runsBefore() > 1 ? " in " + one.runsBefore() + " runs" : ""),
                            ComparedText.difference(one),
                            one.change() == Change.WORSE && !entry.accepted()
                                    ? "FAIL: worse"
                                    : one.change().text()));
        }
        return columns;
    }

    /** What is missed, what regressed, what cannot be told of what; each with its experiment. */
    private static List<String> said(GateReport gate) {
        List<String> lines = new ArrayList<>();
        for (GateReport.Entry entry : gate.entries()) {
            List<String> own = new ArrayList<>();
            if (entry.judgement().verdict() != Verdict.PASS) {
                own.addAll(entry.judgement().reasons());
            }
            entry.regressions().forEach(one -> own.add(regression(one)));
            own.addAll(entry.notes());
            entry.compared().stream()
                    .filter(one -> one.change() == Change.NO_TELLING)
                    .filter(one -> !one.why().equals(Compared.UNDECIDED))
                    .forEach(one -> own.add(one.key().text() + ": no telling: " + one.why()));
            own.forEach(line -> lines.add(entry.judgement().experiment() + ": " + line));
        }
        return lines;
    }

    /** In one line. */
    static String regression(Compared one) {
        return one.key().text() + " is worse than the baseline by " + ComparedText.difference(one)
                + ", beyond the margin of "
                + Numbers.text(one.margin(), one.key().unit().symbol()) + " and beyond noise";
    }
}
