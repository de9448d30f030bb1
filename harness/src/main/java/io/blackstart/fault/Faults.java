package io.blackstart.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All faults there are, by name. */
public final class Faults {

    private static final Map<String, Class<? extends Fault>> ALL = all();

    private Faults() {}

    /** Name to record, in order of names. */
    public static Map<String, Class<? extends Fault>> byName() {
        return ALL;
    }

    private static Map<String, Class<? extends Fault>> all() {
        Map<String, Class<? extends Fault>> all = new TreeMap<>();
        records(Fault.class).forEach(type -> all.put(Fault.kindOf(type), type.asSubclass(Fault.class)));
        return Collections.unmodifiableMap(all);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(Faults::records);
    }
}
