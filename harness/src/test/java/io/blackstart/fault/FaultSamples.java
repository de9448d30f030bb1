package io.blackstart.fault;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One of each fault, on the nodes api-1 and api-2. */
public final class FaultSamples {

    private FaultSamples() {}

    /** In order of names. */
    public static List<Fault> all() {
        return Faults.byName().values().stream().map(FaultSamples::of).toList();
    }

    private static Fault of(Class<? extends Fault> type) {
        if (type.equals(ClockSkew.class)) {
            return new ClockSkew(Optional.of(Duration.ofHours(1)), Optional.empty());
        }
        if (type.equals(Http.class)) {
            return new Http(
                    0.5, Optional.of(503), Optional.empty(), false, Optional.empty(), Optional.empty(), Existing.KEEP);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(FaultSamples::value).toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }

    private static Object value(RecordComponent component) {
        return switch (component.getAnnotation(Parameter.class).quantity()) {
            case DURATION -> Duration.ofMillis(500);
            case SHARE, FACTOR -> 0.5;
            case SIZE, BYTE_RATE -> component.getName().equals("variation") ? 1_000L : 10_000_000L;
            case WHOLE -> 503;
            case FLAG -> false;
            case CHOICE -> component.getType().getEnumConstants()[0];
            case TEXT -> "data";
            case ARGV -> List.of("true");
            case GROUPS -> List.of(List.of("api-1"), List.of("api-2"));
        };
    }
}
