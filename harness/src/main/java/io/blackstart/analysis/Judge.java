package io.blackstart.analysis;

import io.blackstart.analysis.prediction.Hit;
import io.blackstart.analysis.prediction.Prediction;
import io.blackstart.analysis.prediction.Predictions;
import io.blackstart.analysis.validity.Checked;
import io.blackstart.journal.Event.Aborted;
import io.blackstart.journal.Event.GuardrailMet;
import io.blackstart.journal.Event.Injected;
import io.blackstart.journal.Event.RepeatBegun;
import io.blackstart.journal.Event.RunStarted;
import io.blackstart.journal.Event.UndoIntended;
import io.blackstart.journal.Event.Undone;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Judges a run from its raw files alone: the same facts give the same judgement, always.
 *
 * <p>First the run itself is judged ({@link Validity}): what cannot be believed is INCONCLUSIVE whatever was measured.
 * Then each objective, by the interval of its figure. The worst counts.
 */
public final class Judge {

    /** Exit codes that come before any other, in this order: interrupted, terminated, our own fault, no engine. */
    private static final List<Integer> FIRST = List.of(130, 143, 70, 69);

    private final Course course;
    private final Measurements measurements;
    private final List<String> doubts;
    private final List<String> excuses;
    private final List<String> aborted;
    private final List<Checked> checks;

    Judge(RunFacts facts) {
        this.course = new Course(facts.experiment(), facts.journal());
        this.measurements = new Measurements(facts, course);
        Validity validity = new Validity(course, measurements);
        this.doubts = validity.doubts();
        this.excuses = validity.excuses();
        this.checks = validity.checks();
        this.aborted = validity.aborted();
    }

    /** The judgement of a run of one execution, also of one that ended before its time. */
    public static Judgement judge(RunFacts facts) {
        return new Judge(facts).judgement(facts.experiment().objectives());
    }

    /** The judgement of this execution, by some objectives. */
    Judgement judgement(List<Objective> objectives) {
        List<Finding> findings = objectives.stream().map(this::finding).toList();
        boolean excused = missed(findings) && !excuses.isEmpty();
        Verdict verdict = verdict(findings, excused || !doubts.isEmpty(), !aborted.isEmpty());
        List<String> why = Stream.of(aborted, doubts, excused ? excuses : List.<String>of())
                .flatMap(List::stream)
                .distinct()
                .toList();
        List<String> reasons = new ArrayList<>(why);
        reasons.addAll(Findings.reasons(findings, !why.isEmpty()));
        Optional<RunStarted> started = course.first(RunStarted.class);
        return new Judgement(
                verdict,
                exit(verdict),
                List.copyOf(reasons),
                why,
                course.experiment().name(),
                course.experiment().hypothesis(),
                started.map(RunStarted::run).orElse(""),
                started.map(RunStarted::seed).orElse(0L),
                started.map(RunStarted::parameters).orElse(Map.of()),
                started.map(RunStarted::started).orElse(""),
                Seconds.of(course.wholeLength()),
                findings,
                List.of(repeat(verdict)));
    }

    /** Why what was measured cannot be weighed with what other executions measured: first what ended it before its time. */
    List<String> untrustworthy() {
        return Stream.of(aborted, doubts, excuses)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private boolean missed(List<Finding> findings) {
        return course.first(GuardrailMet.class).map(GuardrailMet::fail).orElse(false)
                || findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL);
    }

    /** What is measured of an objective's figure; ends that failures make infinite are so. */
    Estimate measured(Objective objective) {
        return measurements.estimate(objective.figure(), objective.request());
    }

    /** A guardrail that fails the run does so where nothing else speaks against the run. */
    private Verdict verdict(List<Finding> findings, boolean doubted, boolean aborted) {
        boolean failed =
                course.first(GuardrailMet.class).map(GuardrailMet::fail).orElse(false);
        if (!doubted && failed && exit(Verdict.FAIL) == exitOf(Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        return doubted || aborted
                ? Verdict.INCONCLUSIVE
                : Verdict.worst(findings.stream().map(Finding::verdict).toList());
    }

    private Finding finding(Objective objective) {
        return objective.confidence().isPresent()
                ? QuantileBound.judge(objective, List.of(measured(objective)))
                : Findings.judge(objective, measured(objective)).in(number());
    }

    private int number() {
        return course.first(RepeatBegun.class).map(RepeatBegun::repeat).orElse(1);
    }

    /** What ended the run before its time; else the verdict's. */
    private int exit(Verdict verdict) {
        return exit(course.all(Aborted.class).map(Aborted::exit).toList(), verdict);
    }

    static int exit(List<Integer> exits, Verdict verdict) {
        return FIRST.stream().filter(exits::contains).findFirst().orElseGet(() -> exitOf(verdict));
    }

    private static int exitOf(Verdict verdict) {
        return switch (verdict) {
            case PASS -> 0;
            case FAIL -> 1;
            case INCONCLUSIVE -> 2;
        };
    }

    private Judgement.Repeat repeat(Verdict verdict) {
        PhaseChain phases = measurements.phases();
        return new Judgement.Repeat(
                number(),
                verdict,
                Seconds.of(course.first(RepeatBegun.class)
                        .map(RepeatBegun::delayNanos)
                        .orElse(0L)),
                course.disturbances().stream().map(this::injection).toList(),
                course.first(GuardrailMet.class).map(this::guardrail),
                course.watch().map(this::outages).orElse(List.of()),
                course.watch().map(measurements::degraded).orElse(List.of()),
                phases.phases(),
                phases.missing(),
                measurements.load(),
                measurements.ledger(),
                measurements.timeline(),
                predictions(),
                measurements.answerers().report(),
                checks,
                floor());
    }

    /** A control run may miss its objectives, and that is its floor; one that cannot be believed has none. */
    private Map<String, Double> floor() {
        return course.experiment().control() && untrustworthy().isEmpty()
                ? course.watch()
                        .map(watch -> new Noise(measurements, watch).floor())
                        .orElse(Map.of())
                : Map.of();
    }

    /** Of the nodes that were really hit, from the configuration as it was before the run. */
    private List<Judgement.PredictionReport> predictions() {
        List<Hit> hits = course.disturbances().stream()
                .filter(disturbance -> disturbance.injected().isPresent())
                .flatMap(disturbance -> disturbance.step().stream()
                        .map(step ->
                                new Hit(step.fault(), disturbance.intended().targets(), step.duration())))
                .toList();
        return Predictions.of(course.experiment().topology(), hits).stream()
                .map(predicted -> new Judgement.PredictionReport(predicted, measured(predicted)))
                .toList();
    }

    private Optional<Estimate> measured(Prediction predicted) {
        if (!predicted.made()) {
            return Optional.empty();
        }
        return predicted.figure().equals("backInRotation")
                ? measurements.answerers().back()
                : Figure.of(predicted.figure()).map(figure -> measurements.estimate(figure, Optional.empty()));
    }

    private Judgement.GuardrailReport guardrail(GuardrailMet met) {
        OptionalDouble undoBegan = course.all(UndoIntended.class)
                .filter(undo -> undo.at() >= met.met().from())
                .mapToDouble(undo -> Seconds.of(undo.at() - course.zero()))
                .findFirst();
        return new Judgement.GuardrailReport(
                met.guardrail(), Outages.span(met.met(), course.zero()), undoBegan, met.seen());
    }

    private List<Judgement.Outage> outages(Range watch) {
        return measurements.down(watch).stream()
                .map(stretch -> Outages.report(stretch, course))
                .toList();
    }

    private Judgement.InjectionReport injection(Disturbance disturbance) {
        Optional<Injected> injected = disturbance.injected();
        Optional<Undone> undone = disturbance.undone();
        return new Judgement.InjectionReport(
                disturbance.id(),
                disturbance.intended().fault(),
                disturbance.intended().targets(),
                Seconds.of(disturbance.intended().planned() - course.zero()),
                injected.map(event -> OptionalDouble.of(Seconds.of(event.asked() - course.zero())))
                        .orElse(OptionalDouble.empty()),
                injected.map(event -> Outages.span(event.effective(), course.zero())),
                undone.map(event -> Outages.span(event.undone(), course.zero())),
                injected.map(Injected::applied).orElse(false),
                undone.map(Undone::touched).orElse(false),
                Stream.concat(
                                injected.stream().flatMap(event -> event.evidence().stream()),
                                undone.stream().flatMap(event -> event.evidence().stream()))
                        .distinct()
                        .toList());
    }
}
