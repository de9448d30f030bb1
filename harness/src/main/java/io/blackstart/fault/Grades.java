package io.blackstart.fault;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;

/** Faults between two of one kind: each graded parameter ({@link Parameter#graded}) lies linearly between its two values. */
public final class Grades {

    private Grades() {}

    /**
     * The fault at a share of the way.
     *
     * @param progress 0 is {@code from}, 1 is {@code to}
     * @throws IllegalArgumentException where they are not of one kind
     */
    public static Fault between(Fault from, Fault to, double progress) {
        if (!from.getClass().equals(to.getClass())) {
            throw new IllegalArgumentException("no way leads from " + from.kind() + " to " + to.kind());
        }
        RecordComponent[] components = from.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                Object first = components[i].getAccessor().invoke(from);
                Object last = components[i].getAccessor().invoke(to);
                Parameter parameter = components[i].getAnnotation(Parameter.class);
                values[i] = parameter != null && parameter.graded() ? between(first, last, progress) : last;
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<? extends Fault> constructor = from.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a fault is a record that can be made: " + from.kind(), e);
        }
    }

    private static Object between(Object from, Object to, double progress) {
        if (from instanceof Duration first && to instanceof Duration last) {
            return Duration.ofNanos(Math.round(first.toNanos() + (last.toNanos() - first.toNanos()) * progress));
        }
        double first = ((Number) from).doubleValue();
        double last = ((Number) to).doubleValue();
        double value = first + (last - first) * progress;
        return to instanceof Long ? (Object) Math.round(value) : (Object) value;
    }
}
