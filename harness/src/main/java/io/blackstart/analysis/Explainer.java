package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.journal.Event.RunStarted;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Traces a figure of a run back to the raw records that decided it. The judges' own estimators say what they found and
 * by which requests; one more pass over the requests finds those, so that a long run needs no more memory than to be
 * judged.
 */
public final class Explainer {

    private final RunFacts facts;
    private final Course course;
    private final Measurements measurements;
    private final Instants instants;
    private final Lookup lookup = new Lookup();

    private Explainer(RunFacts facts, Optional<String> request) {
        this.facts = facts;
        this.course = new Course(facts.experiment(), facts.journal());
        this.measurements = new Measurements(facts, course, request);
        this.instants = new Instants(course.zero());
    }

    /**
     * Explains a figure, whether or not an objective bounds it.
     *
     * @param request the name of the requests that it counts; empty: all
     * @throws IllegalArgumentException where the figure is none of single requests, and a name of requests is given
     */
    public static Explanation explain(RunFacts facts, Figure figure, Optional<String> request) {
        if (request.isPresent() && !Figure.OF_REQUESTS.contains(figure)) {
            throw new IllegalArgumentException(figure.key() + " is not a figure of requests");
        }
        return new Explainer(facts, request).explanation(figure, request);
    }

    private Explanation explanation(Figure figure, Optional<String> request) {
        Estimate estimate = measurements.estimate(figure, request);
        Trace trace = measured(estimate)
                ? trace(figure, request, estimate.censored())
                : () -> List.of(Part.of("not measured", List.of(estimate.method())));
        facts.samples().forEach(lookup::see);
        Validity validity = new Validity(course, measurements);
        return new Explanation(
                course.first(RunStarted.class).map(RunStarted::run).orElse(""),
                figure,
                request,
                estimate,
                findings(figure, request, estimate),
                Stream.concat(validity.aborted().stream(), validity.doubts().stream())
                        .distinct()
                        .toList(),
                Stream.concat(trace.parts().stream(), open(estimate)).toList());
    }

    /** What was found bounds an end of the interval, and the judges leave it open nevertheless. */
    private static Stream<Part> open(Estimate estimate) {
        boolean bothEnds = estimate.low().isPresent() && estimate.high().isPresent();
        if (estimate.value().isEmpty() || bothEnds) {
            return Stream.empty();
        }
        String ends =
                estimate.low().isPresent() ? "high is" : estimate.high().isPresent() ? "low is" : "low and high are";
        return Stream.of(Part.of("what is left open", List.of(ends + " open all the same, as the method says")));
    }

    private static boolean measured(Estimate estimate) {
        return estimate.value().isPresent()
                || estimate.low().isPresent()
                || estimate.high().isPresent();
    }

    private List<Finding> findings(Figure figure, Optional<String> request, Estimate estimate) {
        return course.experiment().objectives().stream()
                .filter(objective -> objective.figure().equals(figure))
                .filter(objective -> objective.request().equals(request))
                // One execution decides nothing of a bound over all of them.
                .filter(objective -> objective.confidence().isEmpty())
                .map(objective -> Findings.judge(objective, estimate))
                .toList();
    }

    /** Of a figure that was measured: so there was a watch, or it needs none. */
    private Trace trace(Figure figure, Optional<String> request, boolean censored) {
        String key = figure.key();
        if (figure.sign().isPresent()) {
            return new DetectionTrace(figure.sign().get(), course, instants);
        }
        if (LedgerCheck.isKey(key)) {
            return new LedgerTrace(key, measurements.ledgerCheck(), facts.readBack(), instants);
        }
        Range watch = course.watch().orElseGet(course::load);
        return switch (key) {
            case "failover", "rto.fault" ->
                new WorstFailoverTrace(measurements, Origin.effects(course), course, lookup);
            case "rto.detection" -> new WorstFailoverTrace(measurements, new Rto(course).detected(), course, lookup);
            case "recovered" -> recovered();
            case "redundancy" -> new RedundancyTrace(course);
            case "mttd" -> new MttdTrace(course, instants);
            case FalseAlarms.KEY -> new FalseAlarmsTrace(course, instants);
            case "downtime" -> new DowntimeTrace(measurements, watch, instants, lookup);
            case "brownout" -> new BrownoutTrace(measurements, watch, censored, instants, lookup);
            default -> ofRequests(key, measurements.tally(request));
        };
    }

    private Trace recovered() {
        Origin undo = Origin.lastUndo(course).orElseThrow();
        return new FailoverTrace(measurements, undo, FaultPart.end(undo.disturbance(), instants), course, lookup);
    }

    private Trace ofRequests(String key, Tally tally) {
        return switch (key) {
            case "success" -> new SuccessTrace(tally, measurements.missing(), instants, lookup);
            case "worstWindow" ->
                new WindowTrace(tally, course.experiment().recovery().window().toNanos(), instants, lookup);
            default -> new RankTrace(key, tally, instants, lookup);
        };
    }
}
