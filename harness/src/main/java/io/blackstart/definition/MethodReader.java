package io.blackstart.definition;

import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method: steps, and groups of them, which are resolved to the starts of their steps. Where it is known when a step is over,
 * the one that follows it begins at an offset, so that steps never drift; else it waits for the event.
 */
final class MethodReader {

    private final Problems problems;
    private final Topology topology;
    private final boolean countsWrites;
    private final List<Step> steps = new ArrayList<>();

    /**
     * A reader of one method.
     *
     * @param countsWrites whether the load's acknowledged writes are counted
     */
    MethodReader(Problems problems, Topology topology, boolean countsWrites) {
        this.problems = problems;
        this.topology = topology;
        this.countsWrites = countsWrites;
    }

    /**
     * The steps, in order of the file.
     *
     * @param sound those of which all is known: nothing is wrong with them themselves, nor with what they wait for
     * @param places where each stands
     */
    record Read(List<Step> steps, List<Step> sound, Map<String, Place> places) {

        static Read nothing() {
            return new Read(List.of(), List.of(), Map.of());
        }
    }

    Read read(Value value) {
        if (!(value instanceof Value.Items items)) {
            problems.add(value.place(), "found " + value.kind(), "expected a list of steps, or [] for a control run");
            return Read.nothing();
        }
        Outline outline = Outline.of(items, problems);
        Reading reading = new Reading(
                new StartReader(problems, topology, outline.steps(), countsWrites), new StepReader(problems, topology));
        List<Step> sound = new ArrayList<>();
        for (Outline.Part part : outline.parts()) {
            sound.addAll(reading.sound(part));
        }
        Waits waits = new Waits(problems, steps, outline.places());
        waits.check();
        sound.removeIf(step ->
                steps.stream().filter(other -> other.id().equals(step.id())).count() > 1);
        return new Read(List.copyOf(steps), waits.settled(sound), outline.places());
    }

    /** One pass through the outline. */
    private final class Reading {
        private final StartReader starts;
        private final StepReader reader;

        Reading(StartReader starts, StepReader reader) {
            this.starts = starts;
            this.reader = reader;
        }

        /** Reads a part; its steps, where nothing is wrong with any of them. */
        List<Step> sound(Outline.Part part) {
            int before = problems.count();
            int first = steps.size();
            outermost(part);
            return problems.count() == before ? List.copyOf(steps.subList(first, steps.size())) : List.of();
        }

        private void outermost(Outline.Part part) {
            Fields fields = fields(part);
            Start begin = starts.outermost(fields, part.kind().isPresent() ? "a group" : "a step")
                    .orElse(new Start.At(Duration.ZERO));
            read(part, fields, begin);
        }

        private Fields fields(Outline.Part part) {
            return Fields.of(part.value(), problems, part.kind().isPresent() ? "a group" : "a step");
        }

        /** When it is over; empty where no single event tells. */
        private Optional<Start> inGroup(Outline.Part part, Start turn) {
            Fields fields = fields(part);
            return read(part, fields, starts.inGroup(fields, turn));
        }

        private Optional<Start> read(Outline.Part part, Fields fields, Start begin) {
            if (part.kind().isEmpty()) {
                Optional<Step> step = reader.read(part.id(), fields, begin);
                step.ifPresent(steps::add);
                return Optional.of(step.map(MethodReader::over).orElse(begin));
            }
            return group(part, fields, begin);
        }

        private Optional<Start> group(Outline.Part part, Fields fields, Start begin) {
            fields.take("id");
            fields.take(Outline.key(part.kind().orElseThrow()));
            fields.end();
            if (part.parts().isEmpty()) {
                problems.add(part.value().place(), "a group without steps", "expected at least one");
            }
            return part.kind().orElseThrow() == Outline.Kind.PARALLEL ? parallel(part, begin) : sequence(part, begin);
        }

        private Optional<Start> parallel(Outline.Part part, Start begin) {
            Optional<Start> last = Optional.of(begin);
            for (Outline.Part inner : part.parts()) {
                Optional<Start> over = inGroup(inner, begin);
                last = part.parts().size() == 1 ? over : last.flatMap(one -> over.flatMap(other -> later(one, other)));
            }
            return last;
        }

        private Optional<Start> sequence(Outline.Part part, Start begin) {
            Optional<Start> turn = Optional.of(begin);
            for (Outline.Part inner : part.parts()) {
                if (turn.isEmpty()) {
                    problems.add(
                            inner.value().place(),
                            "when the group before it is over is not known",
                            "expected a 'for' for each step of that group");
                }
                turn = inGroup(inner, turn.orElse(begin));
            }
            return turn;
        }
    }

    private static Start over(Step step) {
        return step.duration().isPresent()
                ? StartReader.later(step.start(), step.length())
                : new Start.After(new Trigger.StepOver(step.id()), Duration.ZERO);
    }

    /** The later one of two that count from the same. */
    private static Optional<Start> later(Start one, Start other) {
        if (one instanceof Start.At first && other instanceof Start.At second) {
            return Optional.of(first.offset().compareTo(second.offset()) >= 0 ? first : second);
        }
        if (one instanceof Start.After first
                && other instanceof Start.After second
                && first.trigger().equals(second.trigger())) {
            return Optional.of(first.plus().compareTo(second.plus()) >= 0 ? first : second);
        }
        return Optional.empty();
    }
}
