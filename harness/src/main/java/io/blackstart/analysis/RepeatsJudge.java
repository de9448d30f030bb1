package io.blackstart.analysis;

import io.blackstart.experiment.Experiment;
import io.blackstart.journal.Event;
import io.blackstart.journal.Event.Aborted;
import io.blackstart.journal.Event.Invalid;
import io.blackstart.journal.Event.RunEnded;
import io.blackstart.journal.Event.RunStarted;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a run of several repeats, each from its own raw files, one after the other: no two of them are in memory at once.
 *
 * <p>An objective without a confidence has to be kept in every repeat, and has a finding of each. One with a confidence has one
 * finding over all of them ({@link QuantileBound}). The worst counts. A repeat that cannot be believed is INCONCLUSIVE, and so
 * is a run with fewer repeats than it was to have, but for one that was over with its first miss.
 */
public final class RepeatsJudge {

    private final Experiment experiment;
    private final Course run;
    private final List<Judgement> repeats = new ArrayList<>();
    /** Why a repeat cannot be believed, to the numbers of those of which it is said. */
    private final Map<String, List<Integer>> doubts = new LinkedHashMap<>();

    private final Map<Objective, List<Estimate>> measured = new LinkedHashMap<>();

    /**
     * Of a run of which no repeat is known yet.
     *
     * @param journal of the run itself: which repeats there were, and how it ended
     */
    public RepeatsJudge(Experiment experiment, List<Event> journal) {
        this.experiment = experiment;
        this.run = new Course(experiment, journal);
        confident().forEach(objective -> measured.put(objective, new ArrayList<>()));
    }

    private Stream<Objective> confident() {
        return experiment.objectives().stream()
                .filter(objective -> objective.confidence().isPresent());
    }

    private List<Objective> plain() {
        return experiment.objectives().stream()
                .filter(objective -> objective.confidence().isEmpty())
                .toList();
    }

    /** The next repeat, also one that ended before its time. */
    public void add(RunFacts facts) {
        Judge judge = new Judge(facts);
        Judgement judgement = judge.judgement(plain());
        repeats.add(judgement);
        List<String> why = judge.untrustworthy();
        judgement.doubts().forEach(doubt -> doubts.computeIfAbsent(doubt, one -> new ArrayList<>())
                .add(number(judgement)));
        measured.forEach((objective, estimates) ->
                estimates.add(why.isEmpty() ? judge.measured(objective) : Estimate.unmeasured(why.get(0))));
    }

    private static int number(Judgement repeat) {
        return repeat.runs().get(0).repeat();
    }

    /** The judgement of the repeats so far. */
    public Judgement judgement() {
        List<Finding> findings =
                experiment.objectives().stream().flatMap(this::findings).toList();
        List<String> ofRun = ofRun();
        List<String> untrustworthy = untrustworthy(ofRun);
        Verdict verdict = Verdict.worst(Stream.of(
                        repeats.stream().map(Judgement::verdict),
                        findings.stream()
                                .filter(finding -> finding.repeat().isEmpty())
                                .map(Finding::verdict),
                        ofRun.stream().map(doubt -> Verdict.INCONCLUSIVE))
                .flatMap(verdicts -> verdicts)
                .toList());
        Optional<RunStarted> started = run.first(RunStarted.class);
        return new Judgement(
                verdict,
                exit(verdict),
                reasons(untrustworthy, findings),
                untrustworthy,
                experiment.name(),
                experiment.hypothesis(),
                started.map(RunStarted::run).orElse(""),
                started.map(RunStarted::seed).orElse(0L),
                started.map(RunStarted::parameters).orElse(Map.of()),
                started.map(RunStarted::started).orElse(""),
                Seconds.of(run.wholeLength()),
                findings,
                repeats.stream().flatMap(repeat -> repeat.runs().stream()).toList());
    }

    private Stream<Finding> findings(Objective objective) {
        if (objective.confidence().isPresent()) {
            return Stream.of(QuantileBound.judge(objective, fixed(measured.get(objective))));
        }
        List<Finding> each = repeats.stream()
                .flatMap(repeat -> repeat.findings().stream())
                .filter(finding -> finding.objective().equals(objective))
                .toList();
        return (experiment.repeats().fresh() && doubts.isEmpty() ? RuleOfThree.said(each) : each).stream();
    }

    /** Repeats that were given up, for whatever reason, are not those whose number was fixed. */
    private List<Estimate> fixed(List<Estimate> estimates) {
        return complete() ? estimates : List.of(Estimate.unmeasured(carriedOut() + ", and their number was fixed"));
    }

    private boolean complete() {
        return repeats.size() >= experiment.repeats().times();
    }

    private String carriedOut() {
        return "of " + experiment.repeats().times() + " repeats " + repeats.size() + " were carried out";
    }

    private int exit(Verdict verdict) {
        List<Integer> exits = Stream.concat(
                        run.all(Aborted.class).map(Aborted::exit),
                        repeats.stream().map(Judgement::exit))
                .toList();
        return Judge.exit(exits, verdict);
    }

    /** Why the run as a whole cannot be believed. */
    private List<String> ofRun() {
        List<String> why = new ArrayList<>();
        run.all(Aborted.class)
                .map(Aborted::reason)
                .filter(reason -> !doubts.containsKey(reason))
                .forEach(why::add);
        run.all(Invalid.class).map(Invalid::reason).forEach(why::add);
        run.all(RunEnded.class)
                .flatMap(ended -> ended.leftBehind().stream())
                .map("could not be removed: "::concat)
                .forEach(why::add);
        if (run.first(RunEnded.class).isEmpty()) {
            why.add("the journal has no last line: the run did not end in order");
        }
        if (!complete() && !overWithMiss()) {
            why.add(carriedOut());
        }
        return why;
    }

    private boolean overWithMiss() {
        return !experiment.fixedNumber() && repeats.stream().anyMatch(repeat -> repeat.verdict() == Verdict.FAIL);
    }

    private List<String> untrustworthy(List<String> ofRun) {
        List<String> why = new ArrayList<>(ofRun);
        doubts.forEach((doubt, numbers) -> why.add(in(numbers) + ": " + doubt));
        return List.copyOf(why);
    }

    private List<String> reasons(List<String> untrustworthy, List<Finding> findings) {
        List<String> reasons = new ArrayList<>(untrustworthy);
        boolean doubted = !reasons.isEmpty();
        experiment.objectives().forEach(objective -> {
            List<Finding> own = findings.stream()
                    .filter(finding -> finding.objective().equals(objective))
                    .toList();
            reasons.addAll(reasons(own, doubted));
        });
        if (!complete() && overWithMiss()) {
            reasons.add(carriedOut() + ": one that misses is the last");
        }
        return List.copyOf(reasons);
    }

    /** What an objective missed, and where it cannot be told: a line each, with the first repeat of its kind as an example. */
    private List<String> reasons(List<Finding> findings, boolean doubted) {
        return Stream.of(Verdict.FAIL, Verdict.INCONCLUSIVE)
                .flatMap(verdict -> {
                    List<Finding> such = findings.stream()
                            .filter(finding -> finding.verdict() == verdict)
                            .toList();
                    List<Integer> numbers = such.stream()
                            .flatMapToInt(finding -> finding.repeat().stream())
                            .boxed()
                            .toList();
                    String where = numbers.isEmpty() ? "" : in(numbers) + ": ";
                    return Findings.reasons(such, doubted).stream().limit(1).map(where::concat);
                })
                .toList();
    }

    /** {@code repeat 2}, or {@code repeats 2, 3 and 2 more}. */
    private static String in(List<Integer> numbers) {
        int shown = 3;
        String first = String.join(
                ", ", numbers.stream().limit(shown).map(String::valueOf).toList());
        String more = numbers.size() > shown ? " and " + (numbers.size() - shown) + " more" : "";
        return (numbers.size() == 1 ? "repeat " : "repeats ") + first + more;
    }
}
