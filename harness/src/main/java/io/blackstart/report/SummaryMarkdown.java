package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import io.blackstart.objective.Finding;

/** {@code summary.md}: for a CI job's step summary. */
final class SummaryMarkdown {

    private SummaryMarkdown() {}

    static String text(Judgement judgement) {
        StringBuilder text = new StringBuilder();
        text.append("## ")
                .append(judgement.verdict())
                .append(": ")
                .append(judgement.experiment())
                .append("\n\n");
        text.append(judgement.hypothesis()).append("\n\n");
        judgement
                .reasons()
                .forEach(reason -> text.append("- ").append(oneLine(reason)).append('\n'));
        if (!judgement.reasons().isEmpty()) {
            text.append('\n');
        }
        text.append("| objective | measured | verdict |\n|---|---|---|\n");
        for (Finding finding : judgement.findings()) {
            text.append("| ")
                    .append(cell(finding.objective().text()))
                    .append(" | ")
                    .append(cell(Terminal.figure(finding)))
                    .append(" | ")
                    .append(finding.verdict())
                    .append(" |\n");
        }
        judgement.runs().forEach(run -> run(text, run));
        text.append("\nRun `")
                .append(judgement.run())
                .append("`, seed ")
                .append(judgement.seed())
                .append(", ")
                .append(Numbers.text(judgement.seconds(), "s"))
                .append(".\n");
        return text.toString();
    }

    private static void run(StringBuilder text, Judgement.Repeat run) {
        PredictionText.outside(run.predictions())
                .forEach(line -> text.append("\n- ").append(line).append('\n'));
        if (!run.timeline().success().isEmpty() && run.load().requests() > 0) {
            text.append("\n```\n")
                    .append(TimelineBlocks.blocks(run.timeline()))
                    .append('\n')
                    .append(TimelineBlocks.marks(run.timeline()))
                    .append("\n```\n");
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " / ");
    }

    private static String cell(String text) {
        return oneLine(text).replace("|", "\\|");
    }
}
