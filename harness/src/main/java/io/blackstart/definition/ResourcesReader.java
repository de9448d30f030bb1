package io.blackstart.definition;

import io.blackstart.topology.Files;
import io.blackstart.topology.Network;
import io.blackstart.topology.Volume;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What services of a Compose file share: networks, volumes, secrets and configs. */
final class ResourcesReader {

    private static final List<String> VOLUME_OPTIONS = List.of("type", "device", "o", "size");

    private final ComposeContext context;
    private final Problems problems;
    private final Fields top;

    ResourcesReader(ComposeContext context, Fields top) {
        this.context = context;
        this.problems = context.problems();
        this.top = top;
    }

    Map<String, Network> networks() {
        Map<String, Network> networks = new LinkedHashMap<>();
        top.entries("networks", "networks by name").forEach((key, entry) -> {
            boolean internal = !entry.value().isNull() && internal(Fields.of(entry.value(), problems, "a network"));
            networks.put(key, new Network(key, internal));
        });
        return networks;
    }

    private boolean internal(Fields fields) {
        boolean internal = fields.take("internal", Scalars::bool).orElse(false);
        driver(fields, "bridge");
        external(fields);
        context.noted(
                fields,
                "networks.",
                "driver",
                "ipam",
                "name",
                "attachable",
                "driver_opts",
                "labels",
                "enable_ipv6",
                "enable_ipv4");
        fields.endWithExtensions();
        return internal;
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

    Map<String, Volume> volumes() {
        Map<String, Volume> volumes = new LinkedHashMap<>();
        top.entries("volumes", "volumes by name").forEach((key, entry) -> {
            Map<String, String> options =
                    entry.value().isNull() ? Map.of() : volumeOptions(Fields.of(entry.value(), problems, "a volume"));
            volumes.put(key, new Volume(key, options));
        });
        return volumes;
    }

    private Map<String, String> volumeOptions(Fields fields) {
        Map<String, String> options = new LinkedHashMap<>();
        driver(fields, "local");
        external(fields);
        fields.entries("driver_opts", "NAME: value").forEach((name, option) -> {
            if (!VOLUME_OPTIONS.contains(name)) {
                problems.unknown(option.key(), "the option", name, VOLUME_OPTIONS);
            }
            Scalars.text(option.value(), problems).ifPresent(text -> options.put(name, text));
        });
        ofTheRun(options)
                .ifPresent(reason -> problems.add(
                        fields.placeOf("driver_opts"),
                        reason,
                        "expected type tmpfs, or the folder as a mount of the service"));
        context.noted(fields, "volumes.", "name", "labels");
        fields.endWithExtensions();
        return options;
    }

    /** Why a volume would not be the run's own; empty where it is. */
    private static Optional<String> ofTheRun(Map<String, String> options) {
        String type = options.getOrDefault("type", "");
        String device = options.getOrDefault("device", "");
        List<String> flags = List.of(options.getOrDefault("o", "").split(","));
        if (type.equals("none") || flags.contains("bind") || flags.contains("rbind")) {
            return Optional.of("a volume that binds a folder of this machine is refused: a run could write there");
        }
        if (type.startsWith("nfs")) {
            return flags.contains("ro")
                    ? Optional.empty()
                    : Optional.of("a volume of a file server without 'ro' is refused: a run could write there");
        }
        boolean inMemory = type.equals("tmpfs") && !device.startsWith("/");
        return inMemory || (type.isEmpty() && device.isEmpty())
                ? Optional.empty()
                : Optional.of("a volume of type '" + type + "' on '" + device
                        + "' is refused: a run touches no device of this machine");
    }

    /** Secrets or configs. */
    Map<String, Files.Content> contents(String key) {
        Map<String, Files.Content> contents = new LinkedHashMap<>();
        top.entries(key, key + " by name")
                .forEach((name, entry) -> content(key, name, entry.value()).ifPresent(one -> contents.put(name, one)));
        return contents;
    }

    private Optional<Files.Content> content(String key, String name, Value value) {
        Fields fields = Fields.of(value, problems, "one of the " + key);
        external(fields);
        context.noted(fields, key + ".", "name", "labels");
        fields.oneOf("file", "content", "environment");
        Optional<Files.Content> file = fields.take("file", Scalars::text)
                .map(context::path)
                .filter(path -> exists(fields.placeOf("file"), path))
                .map(path -> new Files.Content(Optional.of(path), Optional.empty()));
        Optional<Files.Content> literal = fields.take("content", Scalars::text)
                .or(() -> fields.take("environment", Scalars::text)
                        .flatMap(variable -> variable(fields.placeOf("environment"), variable)))
                .map(text -> new Files.Content(Optional.empty(), Optional.of(text)));
        fields.endWithExtensions();
        if (!fields.has("file") && !fields.has("content") && !fields.has("environment") && !fields.has("external")) {
            problems.add(fields.place(), "'" + name + "' has no content", "expected file, content or environment");
        }
        return file.or(() -> literal);
    }

    private boolean exists(Place place, Path file) {
        if (java.nio.file.Files.isRegularFile(file)) {
            return true;
        }
        problems.add(place, "there is no file " + file, "expected a file");
        return false;
    }

    private Optional<String> variable(Place place, String name) {
        Optional<String> value = Optional.ofNullable(context.environment().get(name));
        if (value.isEmpty()) {
            problems.add(place, "the variable " + name + " is not set", "expected it in the environment or in .env");
        }
        return value;
    }
}
