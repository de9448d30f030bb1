package io.blackstart.definition;

import io.blackstart.topology.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How many nodes a service has and what each may use, from {@code deploy} and from the keys beside it. */
final class LimitsReader {

    private static final long MOST_REPLICAS = 100;
    private static final List<String> ULIMITS = List.of(
            "core",
            "cpu",
            "data",
            "fsize",
            "locks",
            "memlock",
            "msgqueue",
            "nice",
            "nofile",
            "nproc",
            "rss",
            "rtprio",
            "rttime",
            "sigpending",
            "stack");

    private final ComposeContext context;
    private final Problems problems;
    private final Fields service;
    private final Optional<Fields> deploy;
    private final Optional<Fields> limits;

    LimitsReader(ComposeContext context, Fields service) {
        this.context = context;
        this.problems = context.problems();
        this.service = service;
        this.deploy = service.take("deploy").map(value -> Fields.of(value, problems, "deploy"));
        this.limits = deploy.flatMap(fields -> fields.take("resources")).flatMap(this::limitsOf);
    }

    private Optional<Fields> limitsOf(Value resources) {
        Fields fields = Fields.of(resources, problems, "deploy.resources");
        context.noted(fields, "deploy.resources.", "reservations");
        Optional<Value> found = fields.take("limits");
        fields.endWithExtensions();
        return found.map(value -> Fields.of(value, problems, "deploy.resources.limits"));
    }

    int replicas() {
        Optional<Long> deployed = deploy.flatMap(fields -> fields.take("replicas", Scalars::integer));
        deploy.ifPresent(this::endOfDeploy);
        long replicas =
                service.take("scale", Scalars::integer).or(() -> deployed).orElse(1L);
        if (replicas < 0 || replicas > MOST_REPLICAS) {
            problems.add(
                    service.placeOf(service.has("scale") ? "scale" : "deploy"),
                    replicas + " replicas",
                    "expected 0 to " + MOST_REPLICAS);
            return 1;
        }
        return (int) replicas;
    }

    private void endOfDeploy(Fields fields) {
        context.noted(
                fields,
                "deploy.",
                "placement",
                "update_config",
                "rollback_config",
                "restart_policy",
                "mode",
                "endpoint_mode",
                "labels");
        fields.endWithExtensions();
    }

    Limits limits() {
        Limits read = new Limits(
                long1(service.take("mem_limit", Scalars::bytes).or(() -> deployed("memory", Scalars::bytes))),
                long1(service.take("memswap_limit").flatMap(this::swap)),
                service.take("cpus", Scalars::number)
                        .or(() -> deployed("cpus", Scalars::number))
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()),
                long1(service.take("pids_limit", this::pids).or(() -> deployed("pids", this::pids))),
                ulimits());
        limits.ifPresent(fields -> {
            fields.ignored("memory", "cpus", "pids");
            fields.endWithExtensions();
        });
        return read;
    }

    private <T> Optional<T> deployed(String key, java.util.function.BiFunction<Value, Problems, Optional<T>> reader) {
        return limits.flatMap(fields -> fields.take(key, reader));
    }

    private static OptionalLong long1(Optional<Long> value) {
        return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private Optional<Long> swap(Value value) {
        return value instanceof Value.Scalar scalar && scalar.text().equals("-1")
                ? Optional.of(-1L)
                : Scalars.bytes(value, problems);
    }

    private Optional<Long> pids(Value value, Problems into) {
        return Scalars.integer(value, into).filter(number -> {
            boolean fine = number == -1 || number > 0;
            if (!fine) {
                into.add(value.place(), "found " + value.kind(), "expected -1 or more than 0");
            }
            return fine;
        });
    }

    private Map<String, Limits.Ulimit> ulimits() {
        Map<String, Limits.Ulimit> ulimits = new LinkedHashMap<>();
        service.entries("ulimits", "NAME: number").forEach((key, entry) -> {
            if (!ULIMITS.contains(key) && !key.startsWith("x-")) {
                problems.unknown(entry.key(), "the ulimit", key, ULIMITS);
            } else if (!key.startsWith("x-")) {
                ulimit(entry.value()).ifPresent(limit -> ulimits.put(key, limit));
            }
        });
        return ulimits;
    }

    private Optional<Limits.Ulimit> ulimit(Value value) {
        if (!(value instanceof Value.Mapping)) {
            return one(value).map(both -> new Limits.Ulimit(both, both));
        }
        Fields fields = Fields.of(value, problems, "a ulimit");
        Optional<Long> soft = fields.need("soft", "a number").flatMap(this::one);
        Optional<Long> hard = fields.need("hard", "a number").flatMap(this::one);
        fields.endWithExtensions();
        if (soft.isEmpty() || hard.isEmpty()) {
            return Optional.empty();
        }
        if (hard.get() != -1 && (soft.get() == -1 || soft.get() > hard.get())) {
            problems.add(fields.placeOf("soft"), "a soft limit above the hard one", "expected at most " + hard.get());
        }
        return Optional.of(new Limits.Ulimit(soft.get(), hard.get()));
    }

    private Optional<Long> one(Value value) {
        return Scalars.within(-1, Long.MAX_VALUE).apply(value, problems);
    }
}
