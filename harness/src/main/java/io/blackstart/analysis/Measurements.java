package io.blackstart.analysis;

import io.blackstart.experiment.Recovery;
import io.blackstart.journal.Bracket;
import io.blackstart.load.Sample;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Everything that is measured of a run, from two passes over its requests and one over its writes. */
final class Measurements {

    /** What success must hold where neither the experiment nor its steady state says. */
    static final double RATIO = 0.99;

    private final Course course;
    private final Recovery recovery;
    private final Baseline baseline;
    private final Degradation success;
    private final List<Degradation> latencies;
    /** Success and latencies. An array, as of the tallies: every request goes through them. */
    private final Degradation[] degradations;

    private final Map<Optional<String>, Tally> tallies = new HashMap<>();
    private final Tally[] everyTally;
    private final Totals totals;
    private final Timelines timelines;
    private final Answerers answerers;
    private final LedgerCheck ledger;
    private final double ratio;

    Measurements(RunFacts facts, Course course) {
        this(facts, course, Optional.empty());
    }

    /**
     * Of a run.
     *
     * @param request the name of requests whose figures are wanted, beside those that the objectives name
     */
    Measurements(RunFacts facts, Course course, Optional<String> request) {
        this.course = course;
        // First, because the ledger takes much memory, and only while it is looked at.
        this.ledger = new LedgerCheck(course, facts);
        this.recovery = course.experiment().recovery();
        this.ratio = ratio(course);
        this.baseline = new Baseline(Baseline.undisturbed(course));
        this.success = new Degradation(Criterion.success(ratio), course.load());
        this.latencies = latencyCriteria(course)
                .map(criterion -> new Degradation(criterion, course.load()))
                .toList();
        this.degradations =
                Stream.concat(Stream.of(success), latencies.stream()).toArray(Degradation[]::new);
        this.totals = new Totals(course.load());
        this.timelines = new Timelines(course.load());
        this.answerers = new Answerers(course);
        course.watch().ifPresent(watch -> prepareTallies(watch, request));
        this.everyTally = tallies.values().toArray(Tally[]::new);
        facts.samples().forEach(this::firstPass);
        facts.arrivals().forEach(at -> tallies.values().forEach(tally -> tally.arrival(at)));
        locate();
        facts.samples().forEach(this::secondPass);
        conclude();
    }

    private static double ratio(Course course) {
        Optional<Double> steady = course.experiment().steadyState().objectives().stream()
                .filter(objective -> objective.figure().key().equals("success"))
                .filter(objective -> objective.request().isEmpty())
                .filter(objective -> atLeast(objective.relation()))
                .map(Objective::bound)
                .findFirst();
        return course.experiment().recovery().ratio().orElseGet(() -> steady.orElse(RATIO));
    }

    private static boolean atLeast(Relation relation) {
        return relation == Relation.AT_LEAST || relation == Relation.ABOVE;
    }

    private static Stream<Criterion> latencyCriteria(Course course) {
        return course.experiment().steadyState().objectives().stream()
                .filter(objective -> objective.request().isEmpty())
                .filter(objective -> Percentile.isKey(objective.figure().key()))
                .filter(objective -> !objective.figure().key().startsWith("answer."))
                .filter(objective -> !atLeast(objective.relation()))
                .map(objective -> Criterion.latency(
                        objective, Percentile.share(objective.figure().key())));
    }

    private void prepareTallies(Range watch, Optional<String> more) {
        Stream<Optional<String>> bounded =
                course.experiment().objectives().stream().map(Objective::request);
        Stream.concat(Stream.of(Optional.<String>empty(), more), bounded)
                .forEach(request -> tallies.computeIfAbsent(request, name -> new Tally(watch, name)));
    }

    private void firstPass(Sample sample) {
        baseline.count(sample);
        for (Degradation degradation : degradations) {
            degradation.count(sample);
        }
        for (Tally tally : everyTally) {
            tally.count(sample);
        }
        totals.count(sample);
        timelines.count(sample);
        answerers.count(sample);
    }

    private void locate() {
        long window = recovery.window().toNanos();
        for (Degradation degradation : degradations) {
            degradation.locate(baseline.undisturbed(), window, baseline.patience());
        }
    }

    private void secondPass(Sample sample) {
        for (Degradation degradation : degradations) {
            degradation.look(sample);
        }
    }

    private void conclude() {
        for (Degradation degradation : degradations) {
            degradation.conclude();
        }
    }

    /** The estimate of a figure of the run. */
    Estimate estimate(Figure figure, Optional<String> request) {
        Optional<Range> watch = course.watch();
        if (!course.released()) {
            return Estimate.unmeasured("no load was released");
        }
        if (watch.isEmpty() && !figure.key().equals(FalseAlarms.KEY)) {
            return Estimate.unmeasured("no fault was injected");
        }
        Estimate estimate = figure.sign()
                .map(new Detection(course)::estimate)
                .orElseGet(() -> estimate(figure.key(), request, watch.orElseGet(course::load)));
        return course.cutShort() ? CutShort.open(figure, estimate) : estimate;
    }

    private Estimate estimate(String key, Optional<String> request, Range watch) {
        if (LedgerCheck.isKey(key)) {
            return ledger.estimate(key);
        }
        return switch (key) {
            case "failover", "rto.fault" -> failover(watch);
            case "rto.detection" -> enough(watch).orElseGet(() -> new Rto(course).fromDetection(this::since));
            case "recovered" -> recovered(watch);
            case "redundancy" -> Redundancy.estimate(course);
            case "mttd" -> new Mttd(course).estimate();
            case FalseAlarms.KEY -> new FalseAlarms(course).estimate();
            case "downtime" -> enough(watch).orElseGet(() -> downtime(watch));
            case "brownout" -> enough(watch).orElseGet(() -> brownout(watch));
            default -> ofRequests(key, tallies.get(request), recovery.window().toNanos(), missing());
        };
    }

    /** A figure of {@link Figure#OF_REQUESTS}. */
    static Estimate ofRequests(String key, Tally tally, long window, long missing) {
        if (key.equals("success")) {
            return Success.estimate(tally, missing);
        }
        if (key.equals("worstWindow")) {
            return WorstWindow.estimate(tally, window);
        }
        return Percentile.isKey(key)
                ? Percentile.estimate(key, tally)
                : Estimate.unmeasured(key + " is not a figure of requests");
    }

    /** Arrivals that nobody saw: planned and never begun, or begun and never recorded. */
    long missing() {
        return course.counts()
                .map(counts -> Math.max(0, counts.arrivalsPlanned() - counts.arrivals())
                        + Math.max(0, counts.tapped() - totals.recorded()))
                .orElse(0L);
    }

    private String method() {
        return "success below " + percent(ratio) + " in windows of "
                + Seconds.text(recovery.window().toNanos()) + ", edges from neighbouring requests and from gaps over "
                + Seconds.text(success.stallLimit());
    }

    private static String percent(double ratio) {
        return new java.math.BigDecimal(ratio * 100)
                        .setScale(6, java.math.RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** The obstacle, where there are too few requests to tell. */
    private Optional<Estimate> enough(Range watch) {
        long seen = tallies.get(Optional.<String>empty()).ended();
        boolean nothingFound = within(success.degraded(), watch).isEmpty();
        return seen < Windows.ARRIVALS && nothingFound
                ? Optional.of(Estimate.unmeasured(
                        "only " + seen + " requests since the fault, a window needs " + Windows.ARRIVALS))
                : Optional.empty();
    }

    private Estimate failover(Range watch) {
        List<Origin> effects = Origin.effects(course);
        if (effects.isEmpty()) {
            return Estimate.unmeasured("there was no fault");
        }
        return enough(watch)
                .orElseGet(
                        () -> Failover.worst(effects.stream().map(this::since).toList()));
    }

    private Estimate recovered(Range watch) {
        return Origin.lastUndo(course)
                .map(undo -> enough(watch).orElseGet(() -> since(undo)))
                .orElseGet(() -> Estimate.unmeasured("no fault was undone"));
    }

    /** From an origin until success holds. */
    Estimate since(Origin origin) {
        Bracket at = origin.at();
        Estimate estimate = failover(origin).since(origin, success.unserved(untilHeld(at)));
        return settled(estimate, at.to(), Math.min(origin.until(), course.end()));
    }

    /** How it is measured from an origin until success holds. */
    Failover failover(Origin origin) {
        long hold = recovery.hold().toNanos();
        String method = origin.name() + ", " + method() + ", held for " + Seconds.text(hold);
        return new Failover(success.degraded(), success.perhaps(), hold, course.end(), method);
    }

    /** From an instant until success would have held. */
    Range untilHeld(Bracket origin) {
        return new Range(origin.from(), origin.to() + recovery.hold().toNanos());
    }

    /**
     * Failures that lie too far apart for an outage may be too many nevertheless: where the rest of the time, its outages apart,
     * succeeded less than it has to, nobody can say that success has held.
     */
    private Estimate settled(Estimate estimate, long from, long to) {
        if (estimate.censored() || estimate.high().isEmpty()) {
            return estimate;
        }
        long begin = from + Math.round(estimate.high().getAsDouble() * Seconds.SECOND);
        return begin < to ? open(estimate, success.successApart(new Range(begin, to))) : estimate;
    }

    private Estimate open(Estimate estimate, double rest) {
        return rest < ratio
                ? new Estimate(
                        estimate.value(),
                        estimate.low(),
                        OptionalDouble.empty(),
                        false,
                        estimate.method() + "; but only " + percent(rest) + " of the rest succeeded, outages apart")
                : estimate;
    }

    private Estimate brownout(Range watch) {
        String method = method()
                + latencies.stream()
                        .map(Degradation::name)
                        .map(" or not "::concat)
                        .reduce("", String::concat);
        Estimate estimate = new Brownout(watch)
                .estimate(
                        within(each(Degradation::degraded), watch),
                        within(each(Degradation::perhaps), watch),
                        down(watch),
                        method + ", outages apart");
        return estimate.censored() ? estimate : open(estimate, success.successApart(watch));
    }

    private List<Stretch> each(Function<Degradation, List<Stretch>> which) {
        return criteria().stream().map(which).flatMap(List::stream).toList();
    }

    private Estimate downtime(Range watch) {
        String method = method() + ", more than three of four requests failing";
        return down(watch).isEmpty()
                ? Outages.none(success.unserved(watch), method + "; never")
                : Outages.downtime(down(watch), watch, method);
    }

    /** The outages in a range. */
    List<Stretch> down(Range watch) {
        return within(success.down(), watch);
    }

    /** The phases after the last fault. */
    PhaseChain phases() {
        List<Stretch> slow = latencies.stream()
                .flatMap(latency -> latency.degraded().stream())
                .toList();
        Optional<Stretch.Instant> held =
                Origin.lastEffect(course).flatMap(origin -> failover(origin).back(origin));
        return new PhaseChain(course, success.degraded(), slow, held);
    }

    /** The times in a range that were outside an objective of the steady state, in the order of criteria and time. */
    List<Judgement.Degraded> degraded(Range watch) {
        return criteria().stream()
                .flatMap(criterion -> within(criterion.degraded(), watch).stream()
                        .map(stretch -> Outages.degraded(criterion.name(), stretch, course)))
                .toList();
    }

    /** Those that were not over when a range began. */
    List<Stretch> within(List<Stretch> stretches, Range watch) {
        return stretches.stream()
                .filter(stretch -> stretch.endValue(course.end()) > watch.from())
                .toList();
    }

    /** Success, and each percentile of latency that the steady state bounds. */
    List<Degradation> criteria() {
        return List.of(degradations);
    }

    /** Success alone. */
    Degradation success() {
        return success;
    }

    /** The requests of one name, or all; of a run with a watch. */
    Tally tally(Optional<String> request) {
        return tallies.get(request);
    }

    /** The ledger against what was read back. */
    LedgerCheck ledgerCheck() {
        return ledger;
    }

    /** How many requests were recorded, of any outcome. */
    long samples() {
        return totals.recorded();
    }

    /** How many requests of the load failed without any answer. */
    long unanswered() {
        return totals.unanswered();
    }

    Judgement.LoadReport load() {
        return totals.report(course.counts());
    }

    Judgement.Timeline timeline() {
        return timelines.timeline(course);
    }

    /** Which node answered. */
    Answerers answerers() {
        return answerers;
    }

    Judgement.LedgerReport ledger() {
        return ledger.report();
    }
}
