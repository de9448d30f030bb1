package io.blackstart.analysis;

import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Step;
import io.blackstart.journal.Event;
import io.blackstart.journal.Event.Aborted;
import io.blackstart.journal.Event.GuardrailMet;
import io.blackstart.journal.Event.Injected;
import io.blackstart.journal.Event.InjectionIntended;
import io.blackstart.journal.Event.LoadReleased;
import io.blackstart.journal.Event.LoadStopped;
import io.blackstart.journal.Event.RunStarted;
import io.blackstart.journal.Event.Undone;
import io.blackstart.load.LoadCounts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The course of a run: the instants and facts of the journal that the judges stand on. Cheap to build; immutable. */
final class Course {

    private final Experiment experiment;
    private final List<Event> journal;
    private final List<Disturbance> disturbances;

    Course(Experiment experiment, List<Event> journal) {
        this.experiment = experiment;
        this.journal = List.copyOf(journal);
        this.disturbances = all(InjectionIntended.class).map(this::disturbance).toList();
    }

    Experiment experiment() {
        return experiment;
    }

    /** The events of one kind, in order. */
    <E extends Event> Stream<E> all(Class<E> kind) {
        return journal.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The first event of that kind. */
    <E extends Event> Optional<E> first(Class<E> kind) {
        return all(kind).findFirst();
    }

    /** The last event of that kind. */
    <E extends Event> Optional<E> last(Class<E> kind) {
        return all(kind).reduce((before, after) -> after);
    }

    /** The steps whose injection was at least intended, in order. */
    List<Disturbance> disturbances() {
        return disturbances;
    }

    /** Zero of all times in reports: the first planned arrival, else the run's first event. */
    long zero() {
        return first(LoadReleased.class).map(LoadReleased::zero).orElseGet(this::began);
    }

    private long began() {
        return first(RunStarted.class)
                .map(Event::at)
                .orElseGet(() -> journal.isEmpty() ? 0 : journal.get(0).at());
    }

    /** From the first event to the last. */
    long wholeLength() {
        return journal.isEmpty() ? 0 : ended() - began();
    }

    private long ended() {
        return journal.isEmpty() ? 0 : journal.get(journal.size() - 1).at();
    }

    boolean released() {
        return first(LoadReleased.class).isPresent();
    }

    /** The end of the watch: where a guardrail ended the run, that; else the load's stop; in a run that was cut short its abort, or the last that the journal knows. */
    long end() {
        return first(GuardrailMet.class)
                .map(met -> met.met().to())
                .or(() -> first(LoadStopped.class).map(LoadStopped::stopped))
                .or(() -> first(Aborted.class).map(Event::at))
                .orElseGet(this::ended);
    }

    Optional<LoadCounts> counts() {
        return first(LoadStopped.class).map(LoadStopped::counts);
    }

    /** Whether it ended before its time, so that nothing says what the rest would have shown. */
    boolean cutShort() {
        return first(Aborted.class).isPresent() || first(LoadStopped.class).isEmpty();
    }

    /** From zero until the load was stopped. */
    Range load() {
        return range(zero(), end());
    }

    /** The time before anything was broken. */
    Range steady() {
        long planned = zero() + experiment.steadyState().duration().toNanos();
        return range(zero(), Math.min(planned, end()));
    }

    /**
     * From the first fault's beginning, whichever act was done first, to the end of the watch; the whole load in a control run;
     * absent: no fault yet.
     */
    Optional<Range> watch() {
        if (experiment.control()) {
            return released() ? Optional.of(load()) : Optional.empty();
        }
        return all(Injected.class).map(Injected::asked).min(Long::compare).map(asked -> range(asked, end()));
    }

    private static Range range(long from, long to) {
        return new Range(from, Math.max(from, to));
    }

    private Disturbance disturbance(InjectionIntended intended) {
        Optional<Step> step = experiment.method().stream()
                .filter(candidate -> candidate.owns(intended.step()))
                .findFirst();
        Optional<Injected> injected = all(Injected.class)
                .filter(event -> event.step().equals(intended.step()))
                .findFirst();
        // An undo may be tried again: the last one tells how it stands.
        Optional<Undone> undone = all(Undone.class)
                .filter(event -> event.step().equals(intended.step()))
                .reduce((before, after) -> after);
        return new Disturbance(intended, injected, undone, step);
    }
}
