package io.blackstart.analysis;

import io.blackstart.experiment.Step;
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
 * <p>Thresholds: no planned arrival may be missing, no two counts of the same requests may differ, and at most one of
 * {@value #LATE_ONE_OF} arrivals may begin late: a generator that falls behind hides waiting time. One stall of a few hundred
 * milliseconds on a shared machine is less than that, and harmless: latency counts from the planned arrival, and the edges of
 * an outage from the requests' true starts.
 */
final class Validity {

    static final int LATE_ONE_OF = 100;

    private final Course course;
    private final long samples;

    /**
     * Of a run.
     *
     * @param samples how many requests {@code samples.bin} holds
     */
    Validity(Course course, long samples) {
        this.course = course;
        this.samples = samples;
    }

    /** Why the run cannot be believed, most telling first; empty where it can. A guardrail's end is not among them. */
    List<String> doubts() {
        return Stream.of(invalid(), steadyState(), faults(), load(), end())
                .flatMap(doubts -> doubts)
                .distinct()
                .toList();
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
        return course.counts().stream().flatMap(counts -> counts(counts).stream());
    }

    private List<String> counts(LoadCounts counts) {
        List<String> doubts = new ArrayList<>();
        if (counts.arrivals() != counts.arrivalsPlanned()) {
            doubts.add(counts.arrivalsPlanned() + " arrivals were planned and " + counts.arrivals() + " began");
        }
        if (counts.lateStarts() * LATE_ONE_OF > counts.arrivals()) {
            doubts.add("the generator fell behind its plan: " + counts.lateStarts() + " of " + counts.arrivals()
                    + " arrivals began late");
        }
        if (counts.logged() < 0) {
            doubts.add("the generator's own log could not be read: its count cannot be compared");
        } else if (counts.tapped() != counts.logged()) {
            doubts.add("the tap saw " + counts.tapped() + " requests, the generator's own log " + counts.logged());
        }
        if (counts.tapped() != samples) {
            doubts.add("the tap saw " + counts.tapped() + " requests and " + samples + " were recorded");
        }
        if (counts.endedByItself() && endedEarly()) {
            doubts.add("the simulation ended before the watch did");
        }
        return doubts;
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
