package io.blackstart.definition;

import io.blackstart.topology.Dependency;
import io.blackstart.topology.HealthCheck;
import io.blackstart.topology.Image;
import io.blackstart.topology.Limits;
import io.blackstart.topology.RestartPolicy;
import io.blackstart.topology.Security;
import io.blackstart.topology.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** One service of a Compose file. */
final class ServiceReader {

    private static final Duration HEALTH_DEFAULT = Duration.ofSeconds(30);
    private static final int RETRIES = 3;
    private static final long MOST_REPLICAS = 100;
    private static final List<String> PULL_POLICIES = List.of("always", "never", "missing", "if_not_present", "build");

    private final ComposeContext context;
    private final Problems problems;
    private final Set<String> services;
    private final FilesReader files;
    private final NetworkingReader networking;
    private final ProgramReader program;

    ServiceReader(ComposeContext context, Set<String> services, FilesReader files, NetworkingReader networking) {
        this.context = context;
        this.problems = context.problems();
        this.services = services;
        this.files = files;
        this.networking = networking;
        this.program = new ProgramReader(context);
    }

    Service read(String name, Value value) {
        Fields fields = Fields.of(value, problems, "a service");
        refused(fields);
        Deploy deploy = deploy(fields);
        Service service = new Service(
                name,
                replicas(fields, deploy),
                image(name, fields),
                program.read(fields),
                files.read(fields),
                networking.read(fields),
                limits(fields, deploy),
                security(fields),
                fields.take("healthcheck").flatMap(this::health),
                dependsOn(name, fields),
                restart(fields),
                labels(fields));
        fields.take("profiles");
        context.noted(
                fields,
                "",
                "container_name",
                "logging",
                "develop",
                "annotations",
                "attach",
                "dns_search",
                "dns_opt",
                "mac_address");
        fields.end();
        return service;
    }

    private static void refused(Fields fields) {
        fields.refuse("privileged", "a privileged node owns this machine");
        fields.refuse("pid", "a node has its own processes");
        fields.refuse("ipc", "a node has its own memory");
        fields.refuse("uts", "a node has its own names");
        fields.refuse("userns_mode", "a node has its own users");
        fields.refuse("cgroup", "a node has its own limits");
        fields.refuse("cgroup_parent", "a node has its own limits");
        fields.refuse("devices", "a run touches no device of this machine");
        fields.refuse("gpus", "a run touches no device of this machine");
        fields.refuse("runtime", "only the engine's own runtime has been tried");
        fields.refuse("volumes_from", "volumes are named, so that they can be removed");
        fields.notYet("extends");
    }

    /** What {@code deploy} says. */
    private record Deploy(Optional<Long> replicas, Optional<Long> memory, Optional<Double> cpus, Optional<Long> pids) {}

    private Deploy deploy(Fields service) {
        Optional<Value> value = service.take("deploy");
        if (value.isEmpty()) {
            return new Deploy(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        Fields deploy = Fields.of(value.get(), problems, "deploy");
        Optional<Long> replicas = deploy.take("replicas", Scalars::integer);
        Optional<Fields> limits = deploy.take("resources").flatMap(this::limitsOf);
        context.noted(
                deploy,
                "deploy.",
                "placement",
                "update_config",
                "rollback_config",
                "restart_policy",
                "mode",
                "endpoint_mode",
                "labels");
        deploy.end();
        Deploy read = new Deploy(
                replicas,
                limits.flatMap(all -> all.take("memory", Scalars::bytes)),
                limits.flatMap(all -> all.take("cpus", Scalars::number)),
                limits.flatMap(all -> all.take("pids", Scalars::integer)));
        limits.ifPresent(Fields::end);
        return read;
    }

    private Optional<Fields> limitsOf(Value resources) {
        Fields fields = Fields.of(resources, problems, "deploy.resources");
        context.noted(fields, "deploy.resources.", "reservations");
        Optional<Value> limits = fields.take("limits");
        fields.end();
        return limits.map(value -> Fields.of(value, problems, "deploy.resources.limits"));
    }

    private int replicas(Fields fields, Deploy deploy) {
        long replicas =
                fields.take("scale", Scalars::integer).or(deploy::replicas).orElse(1L);
        if (replicas < 1 || replicas > MOST_REPLICAS) {
            problems.add(
                    fields.placeOf(fields.has("scale") ? "scale" : "deploy"),
                    replicas + " replicas",
                    "expected 1 to " + MOST_REPLICAS);
            return 1;
        }
        return (int) replicas;
    }

    private Image image(String name, Fields fields) {
        Optional<String> reference = fields.take("image", Scalars::text);
        Optional<Image.Build> build = fields.take("build").flatMap(this::build);
        Optional<String> policy = fields.take("pull_policy", Scalars::text);
        policy.filter(text -> !PULL_POLICIES.contains(text))
                .ifPresent(text ->
                        problems.unknown(fields.placeOf("pull_policy"), "the pull policy", text, PULL_POLICIES));
        if (reference.isEmpty() && !fields.has("build")) {
            problems.add(
                    fields.place(), "the service '" + name + "' has neither image nor build", "expected one of them");
        }
        // What is only built is in no registry.
        String byDefault = reference.isPresent() ? "missing" : "never";
        return new Image(
                reference.orElse(context.project() + "-" + name),
                build,
                policy.orElse(byDefault),
                fields.take("platform", Scalars::text));
    }

    private Optional<Image.Build> build(Value value) {
        Fields fields = Fields.of(value, problems, "build");
        Optional<String> context1 = fields.take("context", Scalars::text);
        Optional<String> dockerfile = fields.take("dockerfile", Scalars::text);
        Map<String, String> args = new LinkedHashMap<>();
        fields.entries("args", "NAME: value").forEach((key, entry) -> {
            if (!entry.value().isNull()) {
                Scalars.text(entry.value(), problems).ifPresent(text -> args.put(key, text));
            } else if (context.environment().containsKey(key)) {
                args.put(key, context.environment().get(key));
            }
        });
        Optional<String> target = fields.take("target", Scalars::text);
        fields.refuse("secrets", "build secrets are not passed on");
        fields.refuse("ssh", "build keys are not passed on");
        fields.notYet("dockerfile_inline", "additional_contexts");
        context.noted(fields, "build.", "cache_from", "cache_to", "labels", "tags", "no_cache", "pull", "platforms");
        fields.end();
        Path folder = context.path(context1.orElse("."));
        Path file = folder.resolve(dockerfile.orElse("Dockerfile"));
        if (!java.nio.file.Files.isRegularFile(file)) {
            problems.add(value.place(), "there is no " + file, "expected a Dockerfile");
            return Optional.empty();
        }
        return Optional.of(new Image.Build(folder, dockerfile.orElse("Dockerfile"), args, target));
    }

    private Limits limits(Fields fields, Deploy deploy) {
        Map<String, Limits.Ulimit> ulimits = new LinkedHashMap<>();
        fields.entries("ulimits", "NAME: number")
                .forEach((key, entry) -> ulimit(entry.value()).ifPresent(limit -> ulimits.put(key, limit)));
        return new Limits(
                bytes(fields.take("mem_limit", Scalars::bytes).or(deploy::memory)),
                bytes(fields.take("memswap_limit").flatMap(this::swap)),
                fields.take("cpus", Scalars::number)
                        .or(deploy::cpus)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()),
                bytes(fields.take("pids_limit", Scalars::integer).or(deploy::pids)),
                ulimits);
    }

    private Optional<Long> swap(Value value) {
        return value instanceof Value.Scalar scalar && scalar.text().equals("-1")
                ? Optional.of(-1L)
                : Scalars.bytes(value, problems);
    }

    private static OptionalLong bytes(Optional<Long> value) {
        return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private Optional<Limits.Ulimit> ulimit(Value value) {
        if (!(value instanceof Value.Mapping)) {
            return Scalars.integer(value, problems).map(both -> new Limits.Ulimit(both, both));
        }
        Fields fields = Fields.of(value, problems, "a ulimit");
        Optional<Long> soft = fields.need("soft", "a number").flatMap(one -> Scalars.integer(one, problems));
        Optional<Long> hard = fields.need("hard", "a number").flatMap(one -> Scalars.integer(one, problems));
        fields.end();
        return soft.isPresent() && hard.isPresent()
                ? Optional.of(new Limits.Ulimit(soft.get(), hard.get()))
                : Optional.empty();
    }

    private Security security(Fields fields) {
        boolean noNew = false;
        for (Value option : fields.list("security_opt")) {
            String text = Scalars.text(option, problems).orElse("");
            if (text.matches("no-new-privileges([:=]true)?")) {
                noNew = true;
            } else if (!text.matches("no-new-privileges[:=]false")) {
                problems.add(option.place(), "security_opt '" + text + "' is refused", "expected no-new-privileges");
            }
        }
        return new Security(fields.texts("cap_add"), fields.texts("cap_drop"), noNew);
    }

    private Optional<HealthCheck> health(Value value) {
        Fields fields = Fields.of(value, problems, "a health check");
        boolean disabled = fields.take("disable", Scalars::bool).orElse(false);
        List<String> test = test(fields);
        HealthCheck check = new HealthCheck(
                test,
                fields.take("interval", Scalars::duration).orElse(HEALTH_DEFAULT),
                fields.take("timeout", Scalars::duration).orElse(HEALTH_DEFAULT),
                fields.take("retries", Scalars::integer).orElse((long) RETRIES).intValue(),
                fields.take("start_period", Scalars::duration).orElse(Duration.ZERO));
        context.noted(fields, "healthcheck.", "start_interval");
        fields.end();
        return disabled || test.isEmpty() || test.get(0).equals("NONE") ? Optional.empty() : Optional.of(check);
    }

    private List<String> test(Fields fields) {
        Optional<Value> value = fields.take("test");
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Value.Scalar scalar) {
            return List.of("CMD-SHELL", scalar.text());
        }
        List<String> words = fields.texts("test");
        if (words.isEmpty() || !List.of("CMD", "CMD-SHELL", "NONE").contains(words.get(0))) {
            problems.add(
                    value.get().place(), "a health test " + words, "expected it to begin with CMD, CMD-SHELL or NONE");
        }
        return words;
    }

    private Map<String, Dependency> dependsOn(String name, Fields fields) {
        Map<String, Dependency> all = new LinkedHashMap<>();
        for (String link : fields.texts("links")) {
            all.put(link.split(":", 2)[0], new Dependency(Dependency.Condition.SERVICE_STARTED, true));
        }
        fields.entries("depends_on", "a list of services").forEach((on, entry) -> {
            Dependency dependency = dependency(entry.value());
            if (services.contains(on) && !on.equals(name)) {
                all.put(on, dependency);
            } else if (dependency.required()) {
                problems.unknown(entry.key(), "the service", on, others(name));
            }
        });
        for (String on : List.copyOf(all.keySet())) {
            if (!services.contains(on)) {
                problems.unknown(fields.placeOf("links"), "the service", on, others(name));
                all.remove(on);
            }
        }
        return all;
    }

    private List<String> others(String name) {
        return services.stream().filter(other -> !other.equals(name)).toList();
    }

    private Dependency dependency(Value value) {
        Fields fields = Fields.of(value, problems, "a dependency");
        String text = fields.take("condition", Scalars::text).orElse("service_started");
        boolean required = fields.take("required", Scalars::bool).orElse(true);
        context.noted(fields, "depends_on.", "restart");
        fields.end();
        for (Dependency.Condition condition : Dependency.Condition.values()) {
            if (condition.name().toLowerCase(Locale.ROOT).equals(text)) {
                return new Dependency(condition, required);
            }
        }
        List<String> valid = new ArrayList<>();
        for (Dependency.Condition condition : Dependency.Condition.values()) {
            valid.add(condition.name().toLowerCase(Locale.ROOT));
        }
        problems.unknown(fields.placeOf("condition"), "the condition", text, valid);
        return new Dependency(Dependency.Condition.SERVICE_STARTED, required);
    }

    private RestartPolicy restart(Fields fields) {
        Optional<String> text = fields.take("restart", Scalars::text);
        if (text.isEmpty()) {
            return RestartPolicy.none();
        }
        String[] parts = text.get().split(":", 2);
        int most = parts.length == 2 && parts[1].matches("\\d{1,6}") ? Integer.parseInt(parts[1]) : 0;
        return switch (parts[0]) {
            case "no", "false" -> RestartPolicy.none();
            case "always" -> new RestartPolicy(RestartPolicy.Kind.ALWAYS, 0);
            case "unless-stopped" -> new RestartPolicy(RestartPolicy.Kind.UNLESS_STOPPED, 0);
            case "on-failure" -> new RestartPolicy(RestartPolicy.Kind.ON_FAILURE, most);
            default -> {
                problems.unknown(
                        fields.placeOf("restart"),
                        "the restart policy",
                        text.get(),
                        List.of("no", "always", "on-failure", "unless-stopped"));
                yield RestartPolicy.none();
            }
        };
    }

    private Map<String, String> labels(Fields fields) {
        Map<String, String> labels = new LinkedHashMap<>();
        fields.entries("labels", "NAME: value")
                .forEach((key, entry) -> labels.put(
                        key,
                        entry.value().isNull()
                                ? ""
                                : Scalars.text(entry.value(), problems).orElse("")));
        return labels;
    }
}
