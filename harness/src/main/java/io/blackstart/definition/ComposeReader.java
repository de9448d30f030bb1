package io.blackstart.definition;

import io.blackstart.topology.Files;
import io.blackstart.topology.Network;
import io.blackstart.topology.Node;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import io.blackstart.topology.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compose files, merged, to a topology. */
final class ComposeReader {

    private final Map<String, String> environment;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param environment of the process, and what the user set
     */
    ComposeReader(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The topology; empty where the files cannot be read at all. */
    Optional<Topology> read(List<Path> named) {
        List<Path> files = new Overlays(problems).withBases(named);
        Path folder = Optional.ofNullable(
                        files.get(0).toAbsolutePath().normalize().getParent())
                .orElse(Path.of("/"));
        Map<String, String> variables = new HashMap<>();
        Path dotEnv = folder.resolve(".env");
        if (java.nio.file.Files.isRegularFile(dotEnv)) {
            variables.putAll(DotEnv.read(dotEnv, environment, problems));
        }
        variables.putAll(environment);
        Interpolation interpolation = new Interpolation(variables, false, problems);
        List<Value> documents = new ArrayList<>();
        for (Path file : files) {
            YamlFile.read(file, problems)
                    .map(interpolation::of)
                    .map(ComposeForms::file)
                    .ifPresent(documents::add);
        }
        if (documents.size() < files.size()) {
            return Optional.empty();
        }
        return documents.stream().reduce(ComposeMerge::merge).map(merged -> topology(merged, folder, variables));
    }

    private Topology topology(Value document, Path folder, Map<String, String> variables) {
        Fields top = Fields.of(document, problems, "a Compose file");
        String project = top.take("name", Scalars::text).orElse(projectName(folder));
        ComposeContext context = new ComposeContext(folder, project, variables, problems, ComposeContext.newNotes());
        context.noted(top, "", "version");
        top.notYet("include");
        Map<String, Network> networks = networks(top, context);
        Map<String, Volume> volumes = volumes(top, context);
        Map<String, Files.Content> secrets = contents(top, "secrets", context);
        Map<String, Files.Content> configs = contents(top, "configs", context);
        Map<String, Value.Entry> defined = active(top.entries("services", "services by name"), variables);
        if (defined.isEmpty()) {
            problems.add(top.place(), "there are no services", "expected at least one under 'services'");
        }
        ServiceReader reader = new ServiceReader(
                context,
                defined.keySet(),
                new FilesReader(context, volumes.keySet(), secrets, configs),
                new NetworkingReader(context, networks.keySet()));
        List<Service> services = new ArrayList<>();
        defined.forEach((name, entry) -> {
            if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9._-]*")) {
                problems.add(entry.key(), "the service name '" + name + "'", "expected letters, digits, . _ -");
            }
            services.add(reader.read(name, entry.value()));
        });
        Value.Mapping all = document instanceof Value.Mapping mapping ? mapping : Value.Mapping.empty(top.place());
        noTwoNodes(services, defined);
        new Cycles(problems, defined).check(services);
        Topology bare = bare(project, services, networks, volumes, context);
        Topology whole = top.take("x-blackstart")
                .map(value -> new ExtensionReader(problems, bare).read(value))
                .orElse(bare);
        all.entries().keySet().stream().filter(key -> key.startsWith("x-")).forEach(top::take);
        top.end();
        return whole;
    }

    private static Topology bare(
            String project,
            List<Service> services,
            Map<String, Network> networks,
            Map<String, Volume> volumes,
            ComposeContext context) {
        Set<String> used = new LinkedHashSet<>();
        services.forEach(
                service -> service.networking().attachments().forEach(attachment -> used.add(attachment.network())));
        List<Network> wanted = used.stream()
                .map(key -> networks.getOrDefault(key, new Network(key, false)))
                .toList();
        return new Topology(
                project,
                services,
                wanted,
                List.copyOf(volumes.values()),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                context.notes());
    }

    private static String projectName(Path folder) {
        String name =
                String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
        return name.isEmpty() ? "project" : name;
    }

    /** Those without profiles, and those whose profile COMPOSE_PROFILES names. */
    private static Map<String, Value.Entry> active(Map<String, Value.Entry> all, Map<String, String> variables) {
        Set<String> profiles =
                Set.of(variables.getOrDefault("COMPOSE_PROFILES", "").split(","));
        Map<String, Value.Entry> active = new LinkedHashMap<>();
        all.forEach((name, entry) -> {
            Set<String> own = profilesOf(entry.value());
            if (own.isEmpty() || profiles.contains("*") || own.stream().anyMatch(profiles::contains)) {
                active.put(name, entry);
            }
        });
        return active;
    }

    private static Set<String> profilesOf(Value service) {
        Set<String> names = new LinkedHashSet<>();
        if (service instanceof Value.Mapping mapping && mapping.entries().containsKey("profiles")) {
            for (Value item : Fields.items(mapping.entries().get("profiles").value())) {
                if (item instanceof Value.Scalar scalar && !scalar.isNull()) {
                    names.add(scalar.text());
                }
            }
        }
        return names;
    }

    private Map<String, Network> networks(Fields top, ComposeContext context) {
        Map<String, Network> networks = new LinkedHashMap<>();
        top.entries("networks", "networks by name").forEach((key, entry) -> {
            boolean internal = false;
            if (!entry.value().isNull()) {
                Fields fields = Fields.of(entry.value(), problems, "a network");
                internal = fields.take("internal", Scalars::bool).orElse(false);
                driver(fields, "bridge");
                external(fields);
                context.noted(
                        fields,
                        "networks.",
                        "ipam",
                        "name",
                        "attachable",
                        "driver_opts",
                        "labels",
                        "enable_ipv6",
                        "enable_ipv4");
                fields.end();
            }
            networks.put(key, new Network(key, internal));
        });
        return networks;
    }

    private void driver(Fields fields, String only) {
        fields.take("driver", Scalars::text)
                .filter(driver -> !driver.equals(only) && !driver.equals("default"))
                .ifPresent(driver -> problems.add(
                        fields.placeOf("driver"), "the driver '" + driver + "' is refused", "expected " + only));
    }

    private void external(Fields fields) {
        boolean isFalse = fields.take("external")
                .map(value ->
                        value instanceof Value.Scalar scalar && scalar.text().equals("false"))
                .orElse(true);
        if (!isFalse) {
            problems.add(
                    fields.placeOf("external"),
                    "'external' is refused: a run makes all that it uses, and removes it",
                    "leave it out");
        }
    }

    private Map<String, Volume> volumes(Fields top, ComposeContext context) {
        Map<String, Volume> volumes = new LinkedHashMap<>();
        top.entries("volumes", "volumes by name").forEach((key, entry) -> {
            Map<String, String> options = new LinkedHashMap<>();
            if (!entry.value().isNull()) {
                Fields fields = Fields.of(entry.value(), problems, "a volume");
                driver(fields, "local");
                external(fields);
                fields.entries("driver_opts", "NAME: value")
                        .forEach((name, option) ->
                                Scalars.text(option.value(), problems).ifPresent(text -> options.put(name, text)));
                if ("none".equals(options.get("type"))
                        || options.getOrDefault("o", "").contains("bind")) {
                    problems.add(
                            fields.placeOf("driver_opts"),
                            "a volume that binds a folder of this machine is refused: a run could write there",
                            "expected the folder as a mount of the service, which is copied");
                }
                context.noted(fields, "volumes.", "name", "labels");
                fields.end();
            }
            volumes.put(key, new Volume(key, options));
        });
        return volumes;
    }

    private Map<String, Files.Content> contents(Fields top, String key, ComposeContext context) {
        Map<String, Files.Content> contents = new LinkedHashMap<>();
        top.entries(key, key + " by name").forEach((name, entry) -> {
            Fields fields = Fields.of(entry.value(), problems, "one of the " + key);
            external(fields);
            context.noted(fields, key + ".", "name", "labels");
            Optional<Files.Content> file = fields.take("file", Scalars::text)
                    .map(context::path)
                    .filter(path -> exists(fields.placeOf("file"), path))
                    .map(path -> new Files.Content(Optional.of(path), Optional.empty()));
            Optional<Files.Content> literal = fields.take("content", Scalars::text)
                    .or(() -> fields.take("environment", Scalars::text)
                            .flatMap(variable -> variable(fields.placeOf("environment"), variable, context)))
                    .map(text -> new Files.Content(Optional.empty(), Optional.of(text)));
            fields.end();
            file.or(() -> literal).ifPresent(content -> contents.put(name, content));
            if (!fields.has("file")
                    && !fields.has("content")
                    && !fields.has("environment")
                    && !fields.has("external")) {
                problems.add(fields.place(), "'" + name + "' has no content", "expected file, content or environment");
            }
        });
        return contents;
    }

    private boolean exists(Place place, Path file) {
        if (java.nio.file.Files.isRegularFile(file)) {
            return true;
        }
        problems.add(place, "there is no file " + file, "expected a file");
        return false;
    }

    private Optional<String> variable(Place place, String name, ComposeContext context) {
        Optional<String> value = Optional.ofNullable(context.environment().get(name));
        if (value.isEmpty()) {
            problems.add(place, "the variable " + name + " is not set", "expected it in the environment or in .env");
        }
        return value;
    }

    private void noTwoNodes(List<Service> services, Map<String, Value.Entry> defined) {
        Map<String, String> owners = new HashMap<>();
        for (Service service : services) {
            owners.put(service.name(), service.name());
        }
        for (Service service : services) {
            for (Node node : service.nodes()) {
                String other = owners.putIfAbsent(node.name(), service.name());
                if (other != null && !other.equals(service.name())) {
                    problems.add(
                            defined.get(service.name()).key(),
                            "a node of '" + service.name() + "' would be called '" + node.name() + "', as one of '"
                                    + other + "' is",
                            "expected another name for one of the services");
                }
            }
        }
    }
}
