package io.blackstart.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.blackstart.experiment.Guardrail;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Trigger;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Target;
import io.blackstart.journal.Event;
import io.blackstart.topology.Files;
import io.blackstart.topology.Ledger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** JSON of the model. Sealed types carry the name of their record in {@code type}; the model knows nothing of it. */
final class Json {

    private static final List<Class<?>> SEALED = List.of(
            Event.class,
            Fault.class,
            Target.class,
            Start.class,
            Trigger.class,
            Guardrail.Condition.class,
            Files.Mount.class,
            Ledger.Read.class);

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    static ObjectMapper get() {
        return MAPPER;
    }

    private static ObjectMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        for (Class<?> sealed : SEALED) {
            builder.addMixIn(sealed, Typed.class);
            records(sealed).forEach(type -> builder.registerSubtypes(new NamedType(type, name(type))));
        }
        return builder.build();
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Json::records) : Stream.of(type);
    }

    /** {@code InjectionIntended} is {@code injection-intended}. */
    private static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}
}
