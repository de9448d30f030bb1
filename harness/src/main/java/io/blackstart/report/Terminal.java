package io.blackstart.report;

import io.blackstart.analysis.Judgement;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The result for a terminal: the verdict, why, each finding against its bound, and the run in one line. */
public final class Terminal {

    private static final String RESET = "\u001b[0m";

    private Terminal() {}

    /**
     * The result.
     *
     * @param colour whether verdicts are coloured
     */
    public static String text(Judgement judgement, boolean colour) {
        StringBuilder text = new StringBuilder();
        text.append(verdict(judgement.verdict(), colour))
                .append("  ")
                .append(judgement.experiment())
                .append(", ")
                .append(Numbers.text(judgement.seconds(), "s"))
                .append('\n');
        judgement.reasons().forEach(reason -> text.append("  ")
                .append(reason.strip().replace("\n", "\n  "))
                .append('\n'));
        CheckText.warnings(judgement.runs())
                .forEach(warning -> text.append("  ").append(warning).append('\n'));
        findings(text, Shown.of(judgement), colour);
        FloorText.lines(judgement)
                .forEach(line -> text.append("  ").append(line).append('\n'));
        if (judgement.runs().size() == 1) {
            run(text, judgement.runs().get(0));
        } else {
            judgement.runs().forEach(run -> repeat(text, run, colour));
        }
        return text.toString();
    }

    private static void findings(StringBuilder text, List<Shown> findings, boolean colour) {
        int objectives = width(findings.stream().map(Shown::objective).toList());
        int figures = width(findings.stream().map(Shown::figure).toList());
        for (Shown shown : findings) {
            text.append("  ")
                    .append(pad(shown.objective(), objectives))
                    .append("  ")
                    .append(pad(shown.figure(), figures))
                    .append("  ")
                    .append(verdict(shown.verdict(), colour))
                    .append('\n');
        }
    }

    /** One of several. */
    private static void repeat(StringBuilder text, Judgement.Repeat run, boolean colour) {
        text.append("  repeat ")
                .append(pad(Integer.toString(run.repeat()), 4))
                .append("  ")
                .append(TimelineBlocks.blocks(run.timeline()))
                .append("  ")
                .append(verdict(run.verdict(), colour))
                .append('\n');
    }

    private static void run(StringBuilder text, Judgement.Repeat run) {
        for (Judgement.InjectionReport injection : run.injections()) {
            text.append("  ")
                    .append(injection.fault())
                    .append(" on ")
                    .append(String.join(", ", injection.targets()))
                    .append(injection.applied() ? ", applied" : ", NOT applied")
                    .append(injection.touched() ? ", traffic met it" : ", no traffic met it")
                    .append('\n');
        }
        PredictionText.lines(run.predictions())
                .forEach(line -> text.append("  ").append(line).append('\n'));
        NodeText.lines(run.nodes())
                .forEach(line -> text.append("  ").append(line).append('\n'));
        run.guardrail().ifPresent(met -> text.append("  ended by ")
                .append(met.guardrail())
                .append(", met within ")
                .append(met.met().from())
                .append(" … ")
                .append(met.met().to())
                .append(" s; undo begun at ")
                .append(
                        met.undoBegan().isPresent()
                                ? met.undoBegan().getAsDouble() + " s"
                                : "no time: nothing was there")
                .append('\n'));
        phases(text, run.phases());
        Judgement.LoadReport load = run.load();
        if (load.requests() > 0) {
            text.append("  load: ")
                    .append(load.requests())
                    .append(" requests, ")
                    .append(load.ok())
                    .append(" ok, ")
                    .append(load.failed())
                    .append(" failed\n");
        }
        if (!run.timeline().success().isEmpty() && load.requests() > 0) {
            text.append("  ").append(TimelineBlocks.blocks(run.timeline())).append('\n');
            text.append("  ").append(TimelineBlocks.marks(run.timeline())).append('\n');
        }
    }

    /** Seconds since the fault's effect. */
    private static void phases(StringBuilder text, List<Judgement.PhaseReport> phases) {
        if (phases.isEmpty()) {
            return;
        }
        double effect = middle(phases.get(0).from());
        text.append("  since the fault: ")
                .append(phases.stream()
                        .map(phase -> phase.name() + " "
                                + Numbers.text(OptionalDouble.of(Math.max(0, middle(phase.to()) - effect)), "s"))
                        .collect(Collectors.joining(", ")))
                .append('\n');
    }

    private static double middle(Judgement.Span span) {
        return (span.from() + span.to()) / 2;
    }

    /** A figure with its interval, as people read it. */
    static String figure(Finding finding) {
        return figure(finding.estimate(), finding.objective().figure().unit().symbol());
    }

    /** An estimate with its interval, as people read it. */
    static String figure(Estimate estimate, String unit) {
        if (estimate.low().isEmpty() && estimate.high().isEmpty()) {
            return "not measured: " + estimate.method();
        }
        if (estimate.censored()) {
            return "more than " + Numbers.text(estimate.low(), unit);
        }
        String value = Numbers.text(estimate.value(), unit);
        return estimate.low().equals(estimate.high())
                ? value
                : value + "  (" + Numbers.text(estimate.low(), unit) + " … " + Numbers.text(estimate.high(), unit)
                        + ")";
    }

    private static int width(List<String> texts) {
        return Math.min(60, texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String verdict(Verdict verdict, boolean colour) {
        if (!colour) {
            return verdict.name();
        }
        String code =
                switch (verdict) {
                    case PASS -> "\u001b[32m";
                    case FAIL -> "\u001b[31m";
                    case INCONCLUSIVE -> "\u001b[33m";
                };
        return code + verdict.name() + RESET;
    }
}
