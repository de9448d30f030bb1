package io.blackstart.definition;

import io.blackstart.topology.RestartPolicy;
import io.blackstart.topology.Security;
import io.blackstart.topology.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One service of a Compose file. */
final class ServiceReader {

    private static final List<String> RESTART = List.of("no", "always", "on-failure", "unless-stopped");
    private static final List<String> CAPABILITIES = List.of(
            "ALL",
            "AUDIT_CONTROL",
            "AUDIT_READ",
            "AUDIT_WRITE",
            "BLOCK_SUSPEND",
            "BPF",
            "CHECKPOINT_RESTORE",
            "CHOWN",
            "DAC_OVERRIDE",
            "DAC_READ_SEARCH",
            "FOWNER",
            "FSETID",
            "IPC_LOCK",
            "IPC_OWNER",
            "KILL",
            "LEASE",
            "LINUX_IMMUTABLE",
            "MAC_ADMIN",
            "MAC_OVERRIDE",
            "MKNOD",
            "NET_ADMIN",
            "NET_BIND_SERVICE",
            "NET_BROADCAST",
            "NET_RAW",
            "PERFMON",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYSLOG",
            "SYS_ADMIN",
            "SYS_BOOT",
            "SYS_CHROOT",
            "SYS_MODULE",
            "SYS_NICE",
            "SYS_PACCT",
            "SYS_PTRACE",
            "SYS_RAWIO",
            "SYS_RESOURCE",
            "SYS_TIME",
            "SYS_TTY_CONFIG",
            "WAKE_ALARM");

    private final ComposeContext context;
    private final Problems problems;
    private final FilesReader files;
    private final NetworkingReader networking;
    private final DependsReader depends;

    ServiceReader(ComposeContext context, Set<String> services, FilesReader files, NetworkingReader networking) {
        this.context = context;
        this.problems = context.problems();
        this.files = files;
        this.networking = networking;
        this.depends = new DependsReader(context, services);
    }

    Service read(String name, Value value) {
        Fields fields = Fields.of(value, problems, "a service");
        refused(fields);
        LimitsReader limits = new LimitsReader(context, fields);
        Service service = new Service(
                name,
                limits.replicas(),
                new ImageReader(context).read(name, fields),
                new ProgramReader(context).read(fields),
                files.read(fields),
                networking.read(fields),
                limits.limits(),
                security(fields),
                fields.take("healthcheck").map(new HealthReader(context)::read),
                depends.read(name, fields),
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
        fields.endWithExtensions();
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
        return new Security(capabilities(fields, "cap_add"), capabilities(fields, "cap_drop"), noNew);
    }

    private List<String> capabilities(Fields fields, String key) {
        List<String> capabilities = new ArrayList<>();
        for (Value value : fields.list(key)) {
            Scalars.text(value, problems).ifPresent(text -> {
                String name = text.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
                if (!CAPABILITIES.contains(name)) {
                    problems.unknown(value.place(), "the capability", text, CAPABILITIES);
                }
                capabilities.add(name);
            });
        }
        return capabilities;
    }

    private RestartPolicy restart(Fields fields) {
        Optional<String> text = fields.take("restart", Scalars::text);
        if (text.isEmpty()) {
            return RestartPolicy.none();
        }
        String[] parts = text.get().split(":", 2);
        if (parts.length == 2 && !(parts[0].equals("on-failure") && parts[1].matches("\\d{1,6}"))) {
            problems.add(
                    fields.placeOf("restart"),
                    "the restart policy '" + text.get() + "'",
                    "expected a number of tries, behind on-failure: only");
            return RestartPolicy.none();
        }
        return switch (parts[0]) {
            case "no", "false" -> RestartPolicy.none();
            case "always" -> new RestartPolicy(RestartPolicy.Kind.ALWAYS, 0);
            case "unless-stopped" -> new RestartPolicy(RestartPolicy.Kind.UNLESS_STOPPED, 0);
            case "on-failure" ->
                new RestartPolicy(RestartPolicy.Kind.ON_FAILURE, parts.length == 2 ? Integer.parseInt(parts[1]) : 0);
            default -> {
                problems.unknown(fields.placeOf("restart"), "the restart policy", text.get(), RESTART);
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
