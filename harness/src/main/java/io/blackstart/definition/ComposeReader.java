package io.blackstart.definition;

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
        List<String> notes = ComposeContext.newNotes();
        Map<String, String> variables = new HashMap<>();
        Path dotEnv = folder.resolve(".env");
        if (java.nio.file.Files.isRegularFile(dotEnv)) {
            variables.putAll(DotEnv.read(dotEnv, environment, problems, notes::add));
        }
        variables.putAll(environment);
        Interpolation interpolation = Interpolation.lenient(variables, problems, notes::add);
        List<Value> documents = new ArrayList<>();
        for (Path file : files) {
            YamlFile.readCompose(file, problems)
                    .map(interpolation::of)
                    .map(ComposeForms::file)
                    .ifPresent(documents::add);
        }
        if (documents.size() < files.size()) {
            return Optional.empty();
        }
        documents.set(0, ComposeMerge.bottom(documents.get(0)));
        String project = projectName(folder);
        return documents.stream()
                .reduce(ComposeMerge::merge)
                .map(merged -> topology(merged, new ComposeContext(folder, project, variables, problems, notes)));
    }

    private Topology topology(Value document, ComposeContext byFolder) {
        Fields top = Fields.of(document, problems, "a Compose file");
        ComposeContext context = byFolder.called(name(top).orElse(byFolder.project()));
        context.noted(top, "", "version");
        top.notYet("include");
        ResourcesReader resources = new ResourcesReader(context, top);
        Map<String, Network> networks = resources.networks();
        Map<String, Volume> volumes = resources.volumes();
        FilesReader files = new FilesReader(
                context, volumes.keySet(), resources.contents("secrets"), resources.contents("configs"));
        Map<String, Value.Entry> defined = active(top.entries("services", "services by name"), context.environment());
        if (defined.isEmpty()) {
            problems.add(top.place(), "there are no services", "expected at least one under 'services'");
        }
        ServiceReader reader =
                new ServiceReader(context, defined.keySet(), files, new NetworkingReader(context, networks.keySet()));
        List<Service> services = services(defined, reader);
        noTwoNodes(services, defined);
        new Cycles(problems, defined).check(services);
        Topology bare = bare(services, networks, volumes, context);
        Topology whole = top.take("x-blackstart")
                .map(value -> new ExtensionReader(problems, bare).read(value))
                .orElse(bare);
        top.endWithExtensions();
        return whole;
    }

    private Optional<String> name(Fields top) {
        return top.take("name", Scalars::text).filter(name -> {
            boolean fine = name.matches("[a-z0-9][a-z0-9_-]*");
            if (!fine) {
                problems.add(
                        top.placeOf("name"),
                        "the project name '" + name + "'",
                        "expected small letters, digits, - and _, with a letter or digit first");
            }
            return fine;
        });
    }

    private List<Service> services(Map<String, Value.Entry> defined, ServiceReader reader) {
        List<Service> services = new ArrayList<>();
        defined.forEach((name, entry) -> {
            if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9._-]*")) {
                problems.add(entry.key(), "the service name '" + name + "'", "expected letters, digits, . _ -");
            }
            services.add(reader.read(name, entry.value()));
        });
        return services;
    }

    private static Topology bare(
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
                context.project(),
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
                Topology.SERVED_BY,
                new BalancerFinder(context).find(services),
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
