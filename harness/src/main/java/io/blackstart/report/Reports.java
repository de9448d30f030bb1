package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** All report files of a run. */
public final class Reports {

    private Reports() {}

    /** Writes {@code report.json}, {@code junit.xml} and {@code summary.md} into the run's folder. */
    public static void writeAll(Path run, Judgement judgement) throws IOException {
        Files.writeString(run.resolve("report.json"), ReportJson.text(judgement));
        Files.writeString(run.resolve("junit.xml"), JunitXml.text(judgement));
        Files.writeString(run.resolve("summary.md"), SummaryMarkdown.text(judgement));
    }
}
