package io.blackstart.definition;

import io.blackstart.topology.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a service mounts. */
final class FilesReader {

    private static final int READABLE = 0444;
    private static final List<String> OPTIONS = List.of("ro", "rw");
    private static final List<String> IDLE_OPTIONS = List.of(
            "z",
            "Z",
            "nocopy",
            "cached",
            "delegated",
            "consistent",
            "shared",
            "rshared",
            "slave",
            "rslave",
            "private",
            "rprivate");
    private static final List<String> TYPES = List.of("volume", "bind", "tmpfs");

    private final ComposeContext context;
    private final Problems problems;
    private final Set<String> volumes;
    private final Map<String, Files.Content> secrets;
    private final Map<String, Files.Content> configs;
    private final TmpfsReader tmpfs;

    FilesReader(
            ComposeContext context,
            Set<String> volumes,
            Map<String, Files.Content> secrets,
            Map<String, Files.Content> configs) {
        this.context = context;
        this.problems = context.problems();
        this.volumes = volumes;
        this.secrets = secrets;
        this.configs = configs;
        this.tmpfs = new TmpfsReader(problems);
    }

    Files read(Fields service) {
        List<Files.Mount> mounts = new ArrayList<>();
        service.list("volumes").forEach(volume -> mount(volume).ifPresent(mounts::add));
        service.list("tmpfs").forEach(one -> tmpfs.shortForm(one).ifPresent(mounts::add));
        List<Files.Injected> injected = new ArrayList<>();
        service.list("secrets").forEach(one -> injected(one, "secret", secrets, "/run/secrets/")
                .ifPresent(injected::add));
        service.list("configs")
                .forEach(one -> injected(one, "config", configs, "/").ifPresent(injected::add));
        return new Files(
                List.copyOf(mounts),
                List.copyOf(injected),
                service.take("read_only", Scalars::bool).orElse(false),
                service.take("shm_size", Scalars::bytes).map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private Optional<Files.Mount> mount(Value value) {
        if (value instanceof Value.Mapping) {
            return longForm(value);
        }
        return Scalars.text(value, problems).flatMap(text -> shortForm(value.place(), text));
    }

    private Optional<Files.Mount> shortForm(Place place, String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 1) {
            return absolute(place, text).map(Files.AnonymousVolume::new);
        }
        if (parts.length > 3) {
            problems.add(place, "'" + text + "'", "expected SOURCE:TARGET or SOURCE:TARGET:ro");
            return Optional.empty();
        }
        boolean readOnly = parts.length == 3 && readOnly(place, parts[2]);
        return absolute(place, parts[1])
                .flatMap(target -> isPath(parts[0])
                        ? bind(place, parts[0], target, readOnly, true)
                        : named(place, parts[0], target, readOnly));
    }

    /** What the options of a mount say; those that it does not know are problems. */
    private boolean readOnly(Place place, String text) {
        List<String> options = List.of(text.split(",", -1));
        List<String> valid = new ArrayList<>(OPTIONS);
        valid.addAll(IDLE_OPTIONS);
        for (String option : options) {
            if (!valid.contains(option)) {
                problems.unknown(place, "the option", option, valid);
            } else if (IDLE_OPTIONS.contains(option)) {
                context.note(place + ": the option " + option + " of a mount has no effect here");
            }
        }
        return options.contains("ro");
    }

    private static boolean isPath(String source) {
        return source.startsWith(".") || source.startsWith("/") || source.startsWith("~");
    }

    private Optional<String> absolute(Place place, String target) {
        return absolute(place, target, problems);
    }

    /** The path, where it is one from the root on. */
    static Optional<String> absolute(Place place, String target, Problems problems) {
        if (target.startsWith("/") && target.length() > 1) {
            return Optional.of(target);
        }
        problems.add(place, "the target '" + target + "'", "expected an absolute path in the node");
        return Optional.empty();
    }

    private Optional<Files.Mount> bind(Place place, String source, String target, boolean readOnly, boolean create) {
        Path path = context.path(source);
        Optional<String> refusal = HostPaths.refusal(path, context.environment());
        if (refusal.isPresent()) {
            problems.add(place, refusal.get(), "expected a file or folder of the project");
            return Optional.empty();
        }
        if (!create && !java.nio.file.Files.exists(path)) {
            problems.add(place, "there is no " + path, "expected a file or folder");
            return Optional.empty();
        }
        return Optional.of(new Files.HostBind(path, target, readOnly, create));
    }

    private Optional<Files.Mount> named(Place place, String volume, String target, boolean readOnly) {
        if (!volumes.contains(volume)) {
            problems.unknown(place, "the volume", volume, volumes);
            return Optional.empty();
        }
        return Optional.of(new Files.NamedVolume(volume, target, readOnly));
    }

    private Optional<Files.Mount> longForm(Value value) {
        Fields fields = Fields.of(value, problems, "a volume");
        String type = fields.take("type", Scalars::text).orElse("volume");
        Optional<String> source = fields.take("source", Scalars::text);
        Optional<String> target = fields.need("target", "an absolute path in the node")
                .flatMap(path -> Scalars.text(path, problems))
                .flatMap(path -> absolute(fields.placeOf("target"), path));
        boolean readOnly = fields.take("read_only", Scalars::bool).orElse(false);
        context.noted(fields, "volumes.", "consistency");
        Optional<Value> options = options(fields, type);
        fields.endWithExtensions();
        if (target.isEmpty()) {
            return Optional.empty();
        }
        return switch (type) {
            case "volume" -> {
                options.ifPresent(this::ofVolume);
                yield source.isEmpty()
                        ? Optional.of(new Files.AnonymousVolume(target.get()))
                        : named(fields.placeOf("source"), source.get(), target.get(), readOnly);
            }
            case "bind" ->
                source.isEmpty()
                        ? missing(fields, "source")
                        : bind(fields.placeOf("source"), source.get(), target.get(), readOnly, createsPath(options));
            case "tmpfs" -> Optional.of(tmpfs.longForm(target.get(), options));
            default -> {
                problems.unknown(fields.placeOf("type"), "the type", type, TYPES);
                yield Optional.empty();
            }
        };
    }

    /** The options of its own type; those of another one are problems. */
    private Optional<Value> options(Fields fields, String type) {
        for (String other : TYPES) {
            if (!other.equals(type) && fields.has(other) && TYPES.contains(type)) {
                problems.add(
                        fields.placeOf(other),
                        "options of a " + other + " for a mount of type " + type,
                        "expected '" + type + "' or nothing");
            }
        }
        return fields.take(type);
    }

    private Optional<Files.Mount> missing(Fields fields, String key) {
        problems.add(fields.place(), "a bind without '" + key + "'", "expected a file or folder of this machine");
        return Optional.empty();
    }

    private void ofVolume(Value options) {
        Fields fields = Fields.of(options, problems, "options of a volume");
        fields.refuse("subpath", "the engine mounts whole volumes only");
        context.noted(fields, "volumes.volume.", "nocopy", "labels");
        fields.endWithExtensions();
    }

    private boolean createsPath(Optional<Value> options) {
        return options.map(value -> {
                    Fields fields = Fields.of(value, problems, "options of a bind");
                    boolean create =
                            fields.take("create_host_path", Scalars::bool).orElse(false);
                    context.noted(fields, "volumes.bind.", "propagation", "selinux", "recursive");
                    fields.endWithExtensions();
                    return create;
                })
                .orElse(false);
    }

    private Optional<Files.Injected> injected(
            Value value, String what, Map<String, Files.Content> defined, String folder) {
        if (!(value instanceof Value.Mapping)) {
            return Scalars.text(value, problems).flatMap(name -> content(value.place(), what, name, defined)
                    .map(content -> new Files.Injected(folder + name, content, 0, 0, READABLE)));
        }
        Fields fields = Fields.of(value, problems, "a " + what);
        Optional<String> source =
                fields.need("source", "the " + what + "'s name").flatMap(name -> Scalars.text(name, problems));
        Optional<String> target = fields.take("target", Scalars::text);
        int uid = id(fields, "uid");
        int gid = id(fields, "gid");
        int mode = fields.take("mode", Scalars::mode).orElse(READABLE);
        fields.endWithExtensions();
        return source.flatMap(name -> content(fields.placeOf("source"), what, name, defined)
                .map(content -> new Files.Injected(
                        target.map(path -> path.startsWith("/") ? path : folder + path)
                                .orElse(folder + name),
                        content,
                        uid,
                        gid,
                        mode)));
    }

    private int id(Fields fields, String key) {
        return fields.take(key, Scalars.within(0, Integer.MAX_VALUE)).orElse(0L).intValue();
    }

    private Optional<Files.Content> content(Place place, String what, String name, Map<String, Files.Content> defined) {
        if (!defined.containsKey(name)) {
            problems.unknown(place, "the " + what, name, defined.keySet());
        }
        return Optional.ofNullable(defined.get(name));
    }
}
