package io.blackstart.cli;

import io.blackstart.engine.Platform;
import io.blackstart.engine.Reach;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Parameter;
import io.blackstart.fault.Target;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A step in a line, for people. */
final class StepText {

    private StepText() {}

    static String of(Platform.Targeted targeted) {
        Step step = targeted.step();
        return when(step) + "  " + step.fault().kind() + " on " + where(targeted)
                + step.duration().map(length -> ", for " + Text.of(length)).orElse("")
                + often(step) + parameters(step) + (step.trafficExpected() ? "" : ", no traffic expected");
    }

    private static String when(Step step) {
        if (step.start() instanceof Start.After after) {
            String event = event(after.trigger());
            return after.plus().isZero() ? "after " + event : Text.of(after.plus()) + " after " + event;
        }
        return Text.of(step.offset().orElseThrow());
    }

    private static String event(Trigger trigger) {
        if (trigger instanceof Trigger.StepBegan began) {
            return "step " + began.step() + " took effect";
        }
        if (trigger instanceof Trigger.StepOver over) {
            return "step " + over.step() + " is over";
        }
        if (trigger instanceof Trigger.MarkerSeen marker) {
            return "the marker " + marker.marker() + " is seen";
        }
        if (trigger instanceof Trigger.RoleMoved moved) {
            return "the role " + moved.role() + " has moved";
        }
        return ((Trigger.AcknowledgedWrites) trigger).count() + " acknowledged writes";
    }

    private static String where(Platform.Targeted targeted) {
        String label = String.join(", ", targeted.target().label());
        Set<String> roles = Reach.roles(targeted.step().target());
        if (targeted.step().target() instanceof Target.Role role) {
            return "whoever holds the role " + role.role() + " then (of " + label + ")";
        }
        return roles.isEmpty()
                ? label
                : "some of " + label + ", by who holds the role " + String.join(", ", roles) + " then";
    }

    private static String often(Step step) {
        return step.repetition().times() == 1
                ? ""
                : ", every " + Text.of(step.repetition().every()) + ", "
                        + step.repetition().times() + " times";
    }

    /** Those that are not their default. */
    private static String parameters(Step step) {
        List<String> all = new ArrayList<>();
        for (RecordComponent component : step.fault().getClass().getRecordComponents()) {
            Parameter parameter = component.getAnnotation(Parameter.class);
            if (parameter != null) {
                parameter(step, component, parameter).ifPresent(text -> all.add(component.getName() + " " + text));
            }
        }
        return all.isEmpty() ? "" : ": " + String.join(", ", all);
    }

    private static Optional<String> parameter(Step step, RecordComponent component, Parameter parameter) {
        Object value = value(component, step.fault());
        if (value instanceof Optional<?> optional && optional.isEmpty()) {
            return Optional.empty();
        }
        String to = FaultText.value(parameter, value);
        if (parameter.graded() && step.ramp().isPresent()) {
            String from = FaultText.value(
                    parameter, value(component, step.ramp().get().from()));
            return Optional.of(
                    from.equals(to)
                            ? to
                            : from + " → " + to + " over "
                                    + Text.of(step.ramp().get().over()));
        }
        return to.equals(parameter.byDefault()) ? Optional.empty() : Optional.of(to);
    }

    private static Object value(RecordComponent component, Fault fault) {
        try {
            return component.getAccessor().invoke(fault);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a fault is a record that can be read: " + fault.kind(), e);
        }
    }
}
