package io.blackstart.analysis;

import io.blackstart.analysis.validity.Checked;
import io.blackstart.analysis.validity.Observed;
import io.blackstart.analysis.validity.SelfChecks;
import io.blackstart.experiment.Step;
import io.blackstart.journal.Event;
import io.blackstart.journal.Event.Aborted;
import io.blackstart.journal.Event.Injected;
import io.blackstart.journal.Event.Invalid;
import io.blackstart.journal.Event.LoadStopped;
import io.blackstart.journal.Event.RunEnded;
import io.blackstart.journal.Event.SteadyStateJudged;
import io.blackstart.journal.Event.Undone;
import io.blackstart.load.LoadCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether the run itself can be believed. Every reason why not makes it INCONCLUSIVE, whatever its findings say.
 *
 * <p>What the harness measures of itself are {@link SelfChecks}, each with its threshold; the rest follows from what was done and
 * what became of it.
 */
final class Validity {

    private final Course course;
    private final List<Checked> checks;

    Validity(Course course, Measurements measurements) {
        this.course = course;
        this.checks = course.released() ? SelfChecks.of(observed(course, measurements)) : List.of();
    }

    private static Observed observed(Course course, Measurements measurements) {
        return new Observed(
                course.all(Event.class).toList(),
                course.counts(),
                measurements.samples(),
                measurements.unanswered(),
                course.zero(),
                course.end());
    }

    /** Every check of the run itself, also those that hold; none where no load was released. */
    List<Checked> checks() {
        return checks;
    }

    /** Why the run cannot be believed, most telling first; empty where it can. A guardrail's end is not among them. */
    List<String> doubts() {
        return Stream.of(invalid(), steadyState(), faults(), load(), end())
                .flatMap(doubts -> doubts)
                .distinct()
                .toList();
    }

    /** Whose work it may be, and not the system's, where something was missed. */
    List<String> excuses() {
        return checks.stream().filter(Checked::excuse).map(Checked::reason).toList();
    }

    /** What ended it before its time; empty where nothing did. */
    List<String> aborted() {
        return course.all(Aborted.class).map(Aborted::reason).distinct().toList();
    }

    private Stream<String> invalid() {
        return course.all(Invalid.class).map(Invalid::reason);
    }

    private boolean abortedEarly() {
        return course.first(Aborted.class).isPresent();
    }

    private Stream<String> steadyState() {
        List<SteadyStateJudged> judged = course.all(SteadyStateJudged.class).toList();
        boolean wanted = !course.experiment().steadyState().duration().isZero() && !abortedEarly();
        if (judged.isEmpty()) {
            return wanted ? Stream.of("the steady state was never judged: nothing was tested") : Stream.empty();
        }
        return judged.stream()
                .filter(steady -> !steady.held())
                .map(steady ->
                        "the steady state did not hold, nothing was tested: " + String.join("; ", steady.figures()));
    }

    private boolean steadyStateFailed() {
        return course.all(SteadyStateJudged.class).anyMatch(steady -> !steady.held());
    }

    private Stream<String> faults() {
        Stream<String> done = course.disturbances().stream().flatMap(disturbance -> fault(disturbance).stream());
        if (abortedEarly() || steadyStateFailed()) {
            return done;
        }
        Stream<String> never = course.experiment().method().stream()
                .flatMap(Validity::occurrences)
                .filter(id -> course.disturbances().stream()
                        .noneMatch(done2 -> done2.id().equals(id)))
                .map(id -> "step " + id + " was never carried out");
        return Stream.concat(done, never);
    }

    private static Stream<String> occurrences(Step step) {
        return IntStream.rangeClosed(1, step.repetition().times()).mapToObj(step::occurrence);
    }

    private List<String> fault(Disturbance disturbance) {
        String name = "step " + disturbance.id() + " (" + disturbance.intended().fault() + " on "
                + String.join(", ", disturbance.intended().targets()) + ")";
        if (disturbance.injected().isEmpty()) {
            return neverBegan(disturbance) ? List.of() : List.of(name + " was begun and never confirmed");
        }
        List<String> doubts = new ArrayList<>();
        Injected injected = disturbance.injected().get();
        if (!injected.applied()) {
            doubts.add(name + " was not applied" + evidence(injected.evidence()));
        }
        if (disturbance.undone().isEmpty()) {
            doubts.add(name + " was never undone");
            return doubts;
        }
        Undone undone = disturbance.undone().get();
        if (injected.applied() && !undone.touched() && disturbance.trafficExpected()) {
            doubts.add(name + " was applied and no traffic met it" + evidence(undone.evidence()));
        }
        if (!undone.healed()) {
            doubts.add(name + " was not undone wholly" + evidence(undone.evidence()));
        }
        return doubts;
    }

    /** The run was ended between its making ready and its act, and what was made ready was taken back. */
    private boolean neverBegan(Disturbance disturbance) {
        return abortedEarly() && disturbance.undone().filter(Undone::healed).isPresent();
    }

    private static String evidence(List<String> evidence) {
        return evidence.isEmpty() ? ", and there is no evidence" : ": " + String.join("; ", evidence);
    }

    private Stream<String> load() {
        Stream<String> early = course.counts().filter(LoadCounts::endedByItself).filter(counts -> endedEarly()).stream()
                .map(counts -> "the simulation ended before the watch did");
        return Stream.concat(checks.stream().filter(Checked::doubt).map(Checked::reason), early);
    }

    /** A load with a time of its own may end when that is over. */
    private boolean endedEarly() {
        return course.experiment()
                .load()
                .duration()
                .map(duration -> course.end() < course.zero() + duration.toNanos())
                .orElse(true);
    }

    private Stream<String> end() {
        List<String> doubts = new ArrayList<>();
        if (!abortedEarly() && course.first(LoadStopped.class).isEmpty()) {
            doubts.add("the journal has no end of the load: the run was cut short");
        }
        course.all(RunEnded.class)
                .flatMap(ended -> ended.leftBehind().stream())
                .map("could not be removed: "::concat)
                .forEach(doubts::add);
        if (course.first(RunEnded.class).isEmpty()) {
            doubts.add("the journal has no last line: the run did not end in order");
        }
        return doubts.stream();
    }
}
