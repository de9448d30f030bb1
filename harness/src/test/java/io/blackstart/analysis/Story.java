package io.blackstart.analysis;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Recovery;
import io.blackstart.experiment.RunLimits;
import io.blackstart.experiment.SteadyState;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Crash;
import io.blackstart.fault.Target;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.load.Load;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A run as it is told: what happened at which second. Seconds count from the first planned arrival. Unless told
 * otherwise, all is well with it: nothing that the judges could doubt.
 */
final class Story {

    /** Far from zero, so that nobody confuses an instant with a distance. */
    static final long ZERO = 7_000_000_000_000L;

    static final double END = 30;

    private final List<Event> events = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, RunFacts.Scan<String>> readBack = new LinkedHashMap<>();
    private final List<Objective> objectives = new ArrayList<>();
    private final List<Objective> steady = new ArrayList<>();
    private final List<Step> method = new ArrayList<>();
    private UnaryOperator<LoadCounts> counts = UnaryOperator.identity();
    private double steadyFor;
    private double end = END;
    private boolean stopped = true;
    private boolean ended = true;
    private boolean trafficExpected = true;
    private boolean exact = true;
    private String request = "ask";
    private String node = "";
    private Optional<Duration> held = Optional.empty();
    private Topology topology = new Topology(
            "shop",
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Topology.SERVED_BY,
            List.of(),
            List.of());

    static Story story() {
        return new Story();
    }

    static long at(double seconds) {
        return ZERO + nanos(seconds);
    }

    static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    Story until(double second) {
        end = second;
        return this;
    }

    Story steady(double forSeconds, String... wanted) {
        steadyFor = forSeconds;
        for (String objective : wanted) {
            steady.add(objective(objective, Optional.empty()));
        }
        return this;
    }

    /** As an experiment file has it: {@code failover <= 2}. */
    Story wants(String objective) {
        objectives.add(objective(objective, Optional.empty()));
        return this;
    }

    Story wants(Objective objective) {
        objectives.add(objective);
        return this;
    }

    Story wantsOf(String name, String objective) {
        objectives.add(objective(objective, Optional.of(name)));
        return this;
    }

    private static Objective objective(String text, Optional<String> request) {
        String[] words = text.split(" ", -1);
        Relation relation = List.of(Relation.values()).stream()
                .filter(candidate -> candidate.symbol().equals(words[1]))
                .findFirst()
                .orElseThrow();
        return new Objective(Figure.of(words[0]).orElseThrow(), relation, Double.parseDouble(words[2]), request, text);
    }

    Story requestsCalled(String name) {
        request = name;
        return this;
    }

    Story on(Topology other) {
        topology = other;
        return this;
    }

    Story inMilliseconds() {
        exact = false;
        return this;
    }

    /** Requests at a steady rate, each answered after so many seconds. */
    Story served(double from, double to, double perSecond, double took) {
        return requests(from, to, perSecond, took, Outcome.OK);
    }

    Story failed(double from, double to, double perSecond, double took) {
        return requests(from, to, perSecond, took, Outcome.FAILED);
    }

    private Story requests(double from, double to, double perSecond, double took, Outcome outcome) {
        for (long i = 0; from + i / perSecond < to - 1e-9; i++) {
            double start = from + i / perSecond;
            request(start, start + took, outcome);
        }
        return this;
    }

    Story servedAt(double start, double answered) {
        return request(start, answered, Outcome.OK);
    }

    Story failedAt(double start, double answered) {
        return request(start, answered, Outcome.FAILED);
    }

    /** A user of the user's own simulation. */
    Story arrivedAt(double second) {
        arrivals.add(at(second));
        return this;
    }

    Story cutAt(double start) {
        return request(start, end, Outcome.CUT);
    }

    Story request(double start, double answered, Outcome outcome) {
        return request(start, start, answered, outcome);
    }

    Story request(double intended, double start, double answered, Outcome outcome) {
        int status = outcome == Outcome.OK ? 200 : 0;
        samples.add(new Sample(
                "s", request, clock(intended), clock(start), clock(answered), outcome, status, node, true, exact));
        return this;
    }

    /** What is crashed from here on is held down so long. */
    Story heldFor(double seconds) {
        held = Optional.of(Duration.ofNanos(nanos(seconds)));
        return this;
    }

    /** Who answers from here on; nobody is known to at first. */
    Story by(String name) {
        node = name;
        return this;
    }

    private long clock(double second) {
        return exact ? at(second) : Math.floorDiv(at(second), 1_000_000L) * 1_000_000L;
    }

    Story injectedAt(double second) {
        return injectedWithin(second, second);
    }

    Story injectedWithin(double from, double to) {
        return injected(from, from, to, true);
    }

    Story notAppliedAt(double second) {
        return injected(second, second, second, false);
    }

    Story injected(double asked, double from, double to, boolean applied) {
        String step = Integer.toString(method.size() + 1);
        method.add(Step.at(step, Duration.ZERO, new Crash(), new Target.Named("api-2"), held, trafficExpected));
        events.add(new Event.InjectionIntended(at(asked), step, "crash", List.of("api-2"), at(asked), Map.of()));
        events.add(new Event.Injected(
                at(to), step, at(asked), new Bracket(at(from), at(to)), applied, List.of("exit code 137")));
        return this;
    }

    Story undoneWithin(double from, double to) {
        return undone(from, to, true, true);
    }

    Story undone(double from, double to, boolean healed, boolean touched) {
        String step = Integer.toString(method.size());
        events.add(
                new Event.Undone(at(to), step, new Bracket(at(from), at(to)), healed, touched, List.of("12 packets")));
        return this;
    }

    Story noTrafficExpected() {
        trafficExpected = false;
        return this;
    }

    /** A step of the method that never came to pass. */
    Story plannedOnly() {
        method.add(Step.at(
                Integer.toString(method.size() + 1),
                Duration.ZERO,
                new Crash(),
                new Target.Named("api-2"),
                Optional.empty(),
                true));
        return this;
    }

    Story event(Event event) {
        events.add(event);
        return this;
    }

    Story counted(UnaryOperator<LoadCounts> change) {
        counts = change;
        return this;
    }

    Story neverStopped() {
        stopped = false;
        return this;
    }

    Story neverEnded() {
        ended = false;
        return this;
    }

    Story wrote(String id, double answered, Write.Answer outcome) {
        writes.add(new Write(id, at(answered - 0.001), at(answered), outcome));
        return this;
    }

    Story readBack(String node, String... ids) {
        readBack.put(node, RunFacts.Scan.of(List.of(ids)));
        return this;
    }

    Experiment experiment() {
        return new Experiment(
                "api-node-crash",
                "nobody notices",
                List.of(),
                topology,
                new Load("ledger", List.of(), Map.of(), 200, Optional.empty()),
                new SteadyState(Duration.ofNanos(nanos(steadyFor)), steady),
                method,
                objectives,
                Recovery.defaults(),
                List.of(),
                RunLimits.none(),
                OptionalLong.empty());
    }

    RunFacts facts() {
        List<Event> journal = new ArrayList<>();
        journal.add(
                new Event.RunStarted(at(-3), "2026-11-23T08:00:00Z", "run-1", "api-node-crash", 7, Map.of(), Map.of()));
        journal.add(new Event.LoadReleased(at(0), at(0), 200));
        if (steadyFor > 0 && events.stream().noneMatch(Event.SteadyStateJudged.class::isInstance)) {
            journal.add(new Event.SteadyStateJudged(at(steadyFor), true, List.of()));
        }
        journal.addAll(events);
        undoWhatWasNot(journal);
        long count = samples.size();
        if (stopped) {
            LoadCounts reconciled = counts.apply(new LoadCounts(count, count, count, count, 0, false));
            journal.add(new Event.LoadStopped(at(end), at(end), reconciled));
        }
        if (ended) {
            journal.add(new Event.RunEnded(at(end + 1), List.of()));
        }
        List<Sample> inOrder =
                samples.stream().sorted(Comparator.comparingLong(Sample::end)).toList();
        return new RunFacts(
                experiment(),
                journal,
                RunFacts.Scan.of(inOrder),
                RunFacts.Scan.of(arrivals),
                RunFacts.Scan.of(writes),
                readBack);
    }

    /** A crash that nobody holds down is over with its effect. */
    private void undoWhatWasNot(List<Event> journal) {
        List<Event.Injected> left = journal.stream()
                .filter(Event.Injected.class::isInstance)
                .map(Event.Injected.class::cast)
                .filter(injected -> journal.stream()
                        .noneMatch(event -> event instanceof Event.Undone undone
                                && undone.step().equals(injected.step())))
                .toList();
        left.forEach(injected -> journal.add(
                new Event.Undone(injected.at(), injected.step(), injected.effective(), true, true, List.of())));
    }

    Judgement judge() {
        return Judge.judge(facts());
    }

    /** What is measured of a figure. */
    Estimate figure(String key) {
        return finding(key).estimate();
    }

    private Finding finding(String key) {
        String unbounded = key + " >= 0";
        wants(unbounded);
        return judge().findings().stream()
                .filter(finding -> finding.objective().text().equals(unbounded))
                .findFirst()
                .orElseThrow();
    }

    static double value(OptionalDouble value) {
        return value.orElseThrow(() -> new AssertionError("there is no value"));
    }
}
