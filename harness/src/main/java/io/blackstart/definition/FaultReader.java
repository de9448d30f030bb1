package io.blackstart.definition;

import io.blackstart.experiment.Ramp;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Faults;
import io.blackstart.fault.Misfit;
import io.blackstart.fault.Parameter;
import io.blackstart.fault.Ranges;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Reads any fault from what its own record says of its parameters: names, quantities, ranges, defaults. */
final class FaultReader {

    private final Problems problems;

    FaultReader(Problems problems) {
        this.problems = problems;
    }

    /** A fault, and what it grows from. */
    record Read(Fault fault, Optional<Ramp> ramp) {}

    /** The values of one parameter: where it ends, and where it begins. */
    private record Values(Object to, Object from, Optional<Duration> over) {
        private static Values of(Object value) {
            return new Values(value, value, Optional.empty());
        }
    }

    /** The fault of that name, with its parameters taken from the step's fields. */
    Optional<Read> read(Value name, Fields fields) {
        return Scalars.text(name, problems).flatMap(kind -> {
            Class<? extends Fault> type = Faults.byName().get(kind);
            if (type == null) {
                problems.unknown(
                        name.place(), "the fault", kind, Faults.byName().keySet());
                return Optional.empty();
            }
            return read(type, fields);
        });
    }

    private Optional<Read> read(Class<? extends Fault> type, Fields fields) {
        RecordComponent[] components = type.getRecordComponents();
        Values[] values = new Values[components.length];
        boolean whole = true;
        for (int i = 0; i < components.length; i++) {
            Optional<Values> value = value(type, components[i], fields);
            whole &= value.isPresent();
            values[i] = value.orElse(null);
        }
        if (!whole) {
            return Optional.empty();
        }
        Optional<Fault> fault = make(type, Arrays.stream(values).map(Values::to).toArray(), fields);
        Optional<Duration> over =
                Arrays.stream(values).flatMap(value -> value.over().stream()).findFirst();
        if (over.isEmpty() || fault.isEmpty()) {
            return fault.map(made -> new Read(made, Optional.empty()));
        }
        return make(type, Arrays.stream(values).map(Values::from).toArray(), fields)
                .map(from -> new Read(fault.get(), Optional.of(new Ramp(from, over.get()))));
    }

    private Optional<Values> value(Class<? extends Fault> type, RecordComponent component, Fields fields) {
        Parameter parameter = component.getAnnotation(Parameter.class);
        String name = component.getName();
        boolean optional = component.getType().equals(Optional.class);
        Optional<Value> written = fields.take(name);
        if (written.isEmpty() && optional) {
            return Optional.of(Values.of(Optional.empty()));
        }
        if (written.isEmpty() && !parameter.byDefault().isEmpty()) {
            Value byDefault = new Value.Scalar(fields.place(), parameter.byDefault(), Value.Type.TEXT);
            return parse(component, parameter, byDefault).map(Values::of);
        }
        if (written.isEmpty()) {
            problems.add(
                    fields.place(),
                    Fault.kindOf(type) + " has no '" + name + "'",
                    "expected " + parameter.quantity().label() + ": " + parameter.says());
            return Optional.empty();
        }
        if (parameter.graded() && written.get() instanceof Value.Mapping) {
            return graded(component, parameter, written.get());
        }
        Optional<Object> value = inRange(component, parameter, written.get(), true);
        return value.map(one -> Values.of(optional ? Optional.of(one) : one));
    }

    /** {@code { from, to, over }}. */
    private Optional<Values> graded(RecordComponent component, Parameter parameter, Value value) {
        Fields fields = Fields.of(value, problems, "a graded value");
        Optional<Object> from =
                fields.need("from", "where it begins").flatMap(one -> inRange(component, parameter, one, false));
        Optional<Object> to =
                fields.need("to", "where it ends").flatMap(one -> inRange(component, parameter, one, true));
        Optional<Duration> over = fields.need("over", "how long it takes, such as 20s")
                .flatMap(one -> Scalars.duration(one, problems))
                .filter(length -> {
                    if (length.isZero()) {
                        problems.add(fields.placeOf("over"), "no time at all", "expected more than 0s");
                    }
                    return !length.isZero();
                });
        fields.end();
        return from.isPresent() && to.isPresent() && over.isPresent()
                ? Optional.of(new Values(to.get(), from.get(), over))
                : Optional.empty();
    }

    /** A ramp may begin at the least value that a fault has, which alone would be no fault. */
    private Optional<Object> inRange(RecordComponent component, Parameter parameter, Value value, boolean strict) {
        return parse(component, parameter, value).filter(parsed -> {
            boolean fine = !strict || Ranges.allows(parameter, parsed);
            if (!fine) {
                problems.add(
                        value.place(),
                        "'" + component.getName() + "' of " + written(value),
                        "expected " + Ranges.text(parameter));
            }
            return fine;
        });
    }

    private static String written(Value value) {
        return value instanceof Value.Scalar scalar ? scalar.text() : value.kind();
    }

    private Optional<Object> parse(RecordComponent component, Parameter parameter, Value value) {
        return Quantities.parse(parameter, component, value, problems);
    }

    /** What the parameters say together is the record's to check. */
    private Optional<Fault> make(Class<? extends Fault> type, Object[] values, Fields fields) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return Optional.of(type.getDeclaredConstructor(types).newInstance(values));
        } catch (InvocationTargetException e) {
            misfit(type, e.getCause(), fields);
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a fault is a record that can be made: " + type, e);
        }
    }

    private void misfit(Class<? extends Fault> type, Throwable why, Fields fields) {
        String kind = Fault.kindOf(type) + ": ";
        if (why instanceof Misfit misfit) {
            problems.add(placeOf(misfit.parameter(), fields), kind + misfit.found(), misfit.expected());
            Arrays.stream(misfit.getSuppressed()).forEach(other -> misfit(type, other, fields));
            return;
        }
        String message = String.valueOf(why.getMessage());
        String parameter = message.split(" ", 2)[0];
        problems.add(
                placeOf(parameter, fields),
                kind + message.replaceFirst(", was .*", ""),
                "expected another " + parameter);
    }

    private static Place placeOf(String parameter, Fields fields) {
        return fields.has(parameter) ? fields.placeOf(parameter) : fields.place();
    }
}
