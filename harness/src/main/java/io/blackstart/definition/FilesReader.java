package io.blackstart.definition;

import io.blackstart.topology.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What a service mounts. */
final class FilesReader {

    private static final Set<String> ENGINE_SOCKETS = Set.of("/var/run/docker.sock", "/run/docker.sock");
    private static final int READABLE = 0444;

    private final ComposeContext context;
    private final Problems problems;
    private final Set<String> volumes;
    private final Map<String, Files.Content> secrets;
    private final Map<String, Files.Content> configs;

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
    }

    Files read(Fields service) {
        List<Files.Mount> mounts = new ArrayList<>();
        service.list("volumes").forEach(volume -> mount(volume).ifPresent(mounts::add));
        service.list("tmpfs").forEach(tmpfs -> tmpfs(tmpfs).ifPresent(mounts::add));
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
        boolean readOnly = parts.length == 3 && List.of(parts[2].split(",")).contains("ro");
        return absolute(place, parts[1])
                .flatMap(target -> isPath(parts[0])
                        ? bind(place, parts[0], target, readOnly, true)
                        : named(place, parts[0], target, readOnly, Optional.empty()));
    }

    private static boolean isPath(String source) {
        return source.startsWith(".") || source.startsWith("/") || source.startsWith("~");
    }

    private Optional<String> absolute(Place place, String target) {
        if (target.startsWith("/") && target.length() > 1) {
            return Optional.of(target);
        }
        problems.add(place, "the target '" + target + "'", "expected an absolute path in the node");
        return Optional.empty();
    }

    private Optional<Files.Mount> bind(Place place, String source, String target, boolean readOnly, boolean create) {
        Path path = context.path(source);
        if (ENGINE_SOCKETS.contains(path.toString())) {
            problems.add(place, "the engine's socket is refused: a node that has it owns this machine", "leave it out");
            return Optional.empty();
        }
        if (path.getParent() == null) {
            problems.add(place, "a mount of / is refused: it is the whole machine", "expected a folder of the project");
            return Optional.empty();
        }
        if (!create && !java.nio.file.Files.exists(path)) {
            problems.add(place, "there is no " + path, "expected a file or folder");
            return Optional.empty();
        }
        return Optional.of(new Files.HostBind(path, target, readOnly, create));
    }

    private Optional<Files.Mount> named(
            Place place, String volume, String target, boolean readOnly, Optional<String> subpath) {
        if (!volumes.contains(volume)) {
            problems.unknown(place, "the volume", volume, volumes);
            return Optional.empty();
        }
        return Optional.of(new Files.NamedVolume(volume, target, readOnly, subpath));
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
        Optional<Value> bind = fields.take("bind");
        Optional<Value> volume = fields.take("volume");
        Optional<Value> tmpfs = fields.take("tmpfs");
        fields.end();
        if (target.isEmpty()) {
            return Optional.empty();
        }
        return switch (type) {
            case "volume" ->
                source.isEmpty()
                        ? Optional.of(new Files.AnonymousVolume(target.get()))
                        : named(fields.placeOf("source"), source.get(), target.get(), readOnly, subpath(volume));
            case "bind" ->
                source.isEmpty()
                        ? missing(fields, "source")
                        : bind(fields.placeOf("source"), source.get(), target.get(), readOnly, createsPath(bind));
            case "tmpfs" -> Optional.of(tmpfs(target.get(), tmpfs));
            default -> {
                problems.unknown(fields.placeOf("type"), "the type", type, List.of("volume", "bind", "tmpfs"));
                yield Optional.empty();
            }
        };
    }

    private Optional<Files.Mount> missing(Fields fields, String key) {
        problems.add(fields.place(), "a bind without '" + key + "'", "expected a file or folder of this machine");
        return Optional.empty();
    }

    private Optional<String> subpath(Optional<Value> options) {
        return options.flatMap(value -> {
            Fields fields = Fields.of(value, problems, "options of a volume");
            Optional<String> subpath = fields.take("subpath", Scalars::text);
            context.noted(fields, "volumes.volume.", "nocopy");
            fields.end();
            return subpath;
        });
    }

    private boolean createsPath(Optional<Value> options) {
        return options.map(value -> {
                    Fields fields = Fields.of(value, problems, "options of a bind");
                    boolean create =
                            fields.take("create_host_path", Scalars::bool).orElse(false);
                    context.noted(fields, "volumes.bind.", "propagation", "selinux", "recursive");
                    fields.end();
                    return create;
                })
                .orElse(false);
    }

    private Files.Tmpfs tmpfs(String target, Optional<Value> options) {
        if (options.isEmpty()) {
            return new Files.Tmpfs(target, OptionalLong.empty(), OptionalInt.empty());
        }
        Fields fields = Fields.of(options.get(), problems, "options of a tmpfs");
        OptionalLong size =
                fields.take("size", Scalars::bytes).map(OptionalLong::of).orElse(OptionalLong.empty());
        OptionalInt mode = fields.take("mode").map(this::mode).orElse(OptionalInt.empty());
        fields.end();
        return new Files.Tmpfs(target, size, mode);
    }

    /** {@code /run} or {@code /run:size=64m,mode=1777}. */
    private Optional<Files.Mount> tmpfs(Value value) {
        Optional<String> text = Scalars.text(value, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.get().split(":", 2);
        OptionalLong size = OptionalLong.empty();
        OptionalInt mode = OptionalInt.empty();
        for (String option : parts.length == 1 ? new String[0] : parts[1].split(",")) {
            if (option.startsWith("size=")) {
                size = Units.bytes(option.substring(5));
            } else if (option.matches("mode=[0-7]{3,4}")) {
                mode = OptionalInt.of(Integer.parseInt(option.substring(5), 8));
            } else {
                problems.add(value.place(), "the option '" + option + "' of a tmpfs", "expected size= or mode=");
            }
        }
        OptionalLong bytes = size;
        OptionalInt bits = mode;
        return absolute(value.place(), parts[0]).map(target -> new Files.Tmpfs(target, bytes, bits));
    }

    private OptionalInt mode(Value value) {
        Optional<String> text = Scalars.text(value, problems);
        String octal = text.orElse("").replaceFirst("^0o?", "");
        if (octal.matches("[0-7]{3,4}")) {
            return OptionalInt.of(Integer.parseInt(octal, 8));
        }
        problems.add(value.place(), "found " + value.kind(), "expected an octal mode such as 0440");
        return OptionalInt.empty();
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
        int uid = fields.take("uid", Scalars::integer).orElse(0L).intValue();
        int gid = fields.take("gid", Scalars::integer).orElse(0L).intValue();
        int mode =
                fields.take("mode").map(this::mode).orElse(OptionalInt.empty()).orElse(READABLE);
        fields.end();
        return source.flatMap(name -> content(fields.placeOf("source"), what, name, defined)
                .map(content -> new Files.Injected(
                        target.map(path -> path.startsWith("/") ? path : folder + path)
                                .orElse(folder + name),
                        content,
                        uid,
                        gid,
                        mode)));
    }

    private Optional<Files.Content> content(Place place, String what, String name, Map<String, Files.Content> defined) {
        if (!defined.containsKey(name)) {
            problems.unknown(place, "the " + what, name, defined.keySet());
        }
        return Optional.ofNullable(defined.get(name));
    }
}
