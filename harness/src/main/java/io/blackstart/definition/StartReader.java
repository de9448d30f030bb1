package io.blackstart.definition;

import io.blackstart.experiment.Start;
import io.blackstart.experiment.Trigger;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When a step or a group begins: at an offset, or after an event. */
final class StartReader {

    private static final List<String> EVENTS = List.of("step", "marker", "role", "acknowledgedWrites");

    private final Problems problems;
    private final Topology topology;
    private final Map<String, String> steps;
    private final boolean countsWrites;

    /**
     * A reader.
     *
     * @param steps what an id stands for
     * @param countsWrites whether the load's acknowledged writes are counted
     */
    StartReader(Problems problems, Topology topology, Map<String, String> steps, boolean countsWrites) {
        this.problems = problems;
        this.topology = topology;
        this.steps = steps;
        this.countsWrites = countsWrites;
    }

    /** Of a step or a group that stands in no other. */
    Optional<Start> outermost(Fields fields, String what) {
        Optional<Duration> at = fields.take("at", Scalars::duration);
        Optional<Value> after = fields.take("after");
        if (fields.has("at") && fields.has("after")) {
            problems.add(fields.placeOf("after"), "both 'at' and 'after'", "expected one of them");
        }
        if (!fields.has("at") && !fields.has("after")) {
            problems.add(
                    fields.place(),
                    what + " has neither 'at' nor 'after'",
                    "expected when it begins, such as at: 0s or after: { step: … }");
        }
        return after.isPresent() ? after.flatMap(this::after) : at.map(Start.At::new);
    }

    /** Of a part of a group, which has its turn at {@code turn}: {@code at} counts from there. */
    Start inGroup(Fields fields, Start turn) {
        if (fields.has("after")) {
            fields.take("after");
            problems.add(
                    fields.placeOf("after"),
                    "'after' in a group",
                    "expected it on the group itself, or the step outside of groups");
        }
        return later(turn, fields.take("at", Scalars::duration).orElse(Duration.ZERO));
    }

    /** So much later. */
    static Start later(Start start, Duration by) {
        return start instanceof Start.After after
                ? new Start.After(after.trigger(), after.plus().plus(by))
                : new Start.At(((Start.At) start).offset().plus(by));
    }

    private Optional<Start> after(Value value) {
        Fields fields = Fields.of(value, problems, "an event");
        List<Optional<Trigger>> triggers = new ArrayList<>();
        fields.take("step").ifPresent(step -> triggers.add(step(step)));
        fields.take("marker")
                .ifPresent(marker -> triggers.add(
                        named(marker, "the marker", topology.markers().keySet()).map(Trigger.MarkerSeen::new)));
        fields.take("role")
                .ifPresent(role -> triggers.add(
                        named(role, "the role", topology.roles().keySet()).map(Trigger.RoleMoved::new)));
        fields.take("acknowledgedWrites").ifPresent(count -> triggers.add(writes(count)));
        Duration plus = fields.take("plus", Scalars::duration).orElse(Duration.ZERO);
        fields.end();
        if (triggers.size() != 1 && value instanceof Value.Mapping) {
            problems.add(
                    value.place(),
                    triggers.isEmpty() ? "no event" : triggers.size() + " events",
                    "expected one of " + String.join(", ", EVENTS));
            return Optional.empty();
        }
        return triggers.stream().findFirst().flatMap(trigger -> trigger).map(trigger -> new Start.After(trigger, plus));
    }

    private Optional<Trigger> step(Value value) {
        return named(value, "the step", steps.keySet()).map(id -> new Trigger.StepBegan(steps.get(id)));
    }

    private Optional<String> named(Value value, String what, Set<String> valid) {
        Optional<String> name = Scalars.text(value, problems);
        name.filter(text -> !valid.contains(text))
                .ifPresent(text -> problems.unknown(value.place(), what, text, valid));
        return name.filter(valid::contains);
    }

    private Optional<Trigger> writes(Value value) {
        if (!countsWrites) {
            problems.add(
                    value.place(),
                    "acknowledged writes with another simulation than ledger",
                    "expected load: { simulation: ledger }, which keeps count of them");
            return Optional.empty();
        }
        Optional<Long> count = Scalars.integer(value, problems);
        count.filter(many -> many < 1)
                .ifPresent(many -> problems.add(value.place(), many + " acknowledged writes", "expected at least 1"));
        return count.filter(many -> many >= 1).map(Trigger.AcknowledgedWrites::new);
    }
}
