package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import java.util.List;

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
        List<String> warnings = CheckText.warnings(judgement.runs());
        warnings.forEach(warning -> text.append("- ").append(oneLine(warning)).append('\n'));
        if (!judgement.reasons().isEmpty() || !warnings.isEmpty()) {
            text.append('\n');
        }
        text.append("| objective | measured | verdict |\n|---|---|---|\n");
        for (Shown shown : Shown.of(judgement)) {
            text.append("| ")
                    .append(cell(shown.objective()))
                    .append(" | ")
                    .append(cell(shown.figure()))
                    .append(" | ")
                    .append(shown.verdict())
                    .append(" |\n");
        }
        FloorText.lines(judgement)
                .forEach(line -> text.append("\n- ").append(line).append('\n'));
        if (judgement.runs().size() == 1) {
            run(text, judgement.runs().get(0));
        } else if (!judgement.runs().isEmpty()) {
            repeats(text, judgement.runs());
        }
        text.append("\nRun `")
                .append(judgement.run())
                .append("`, seed ")
                .append(judgement.seed())
                .append(", ")
                .append(Numbers.text(judgement.seconds(), "s"))
                .append(".\n");
        return text.toString();
    }

    private static void repeats(StringBuilder text, List<Judgement.Repeat> runs) {
        text.append("\n| repeat | verdict | course |\n|---|---|---|\n");
        for (Judgement.Repeat run : runs) {
            text.append("| ")
                    .append(run.repeat())
                    .append(" | ")
                    .append(run.verdict())
                    .append(" | `")
                    .append(TimelineBlocks.blocks(run.timeline()))
                    .append("` |\n");
        }
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
