package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import io.blackstart.engine.Platform;
import io.blackstart.fault.ClockSkew;
import io.blackstart.topology.Node;
import io.blackstart.topology.Program;
import io.blackstart.topology.Service;
import io.blackstart.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a service needs so that its clock can be changed: libfaketime, preloaded from a small volume that its sandbox holds too,
 * where the file is that tells the library the time. Only services that opt in, only in runs with a {@code clock-skew} step.
 */
public final class ClockKit {

    /** Where it is in the service's container. */
    private static final String FOLDER = "/opt/blackstart";
    /**
     * Where the library looks for what it is told when the environment says nothing: nginx, and whatever sets a title, gives its
     * processes an environment of their own. Relative, so that it can be followed from outside of the container.
     */
    private static final String FALLBACK = "/etc/faketimerc";

    private static final String TOLD = "/time";
    private static final String LIBRARY = FOLDER + "/libfaketime.so";

    private final DockerClient docker;
    private final String prefix;
    private final Map<String, String> labels;

    ClockKit(DockerClient docker, String prefix, Map<String, String> labels) {
        this.docker = docker;
        this.prefix = prefix;
        this.labels = labels;
    }

    /** Whether any of these steps changes a clock. */
    public static boolean wanted(List<Platform.Targeted> steps) {
        return steps.stream().anyMatch(step -> step.step().fault() instanceof ClockSkew);
    }

    /** Whether the node's service opts in, by its own name or the node's. */
    public static boolean has(Topology topology, Node node) {
        return topology.clock().contains(node.service()) || topology.clock().contains(node.name());
    }

    /** The name of the node's volume. */
    public static String volume(String prefix, Node node) {
        return prefix + "clock-" + node.name();
    }

    /** Makes the node's volume. */
    String make(Node node) {
        String name = volume(prefix, node);
        docker.createVolumeCmd()
                .withName(name)
                .withLabels(labels)
                .withDriverOpts(Map.of("type", "tmpfs", "device", "tmpfs", "o", "size=1m,mode=755"))
                .exec();
        return name;
    }

    /** Lets the library find what it is told without its environment; a root file system for reading only takes no file. */
    static void link(CopyIn copyIn, String container, Service service) {
        if (!service.files().readOnly()) {
            copyIn.link(container, FALLBACK, ".." + FOLDER + TOLD);
        }
    }

    Mount mount(Node node) {
        return new Mount()
                .withType(MountType.VOLUME)
                .withSource(volume(prefix, node))
                .withTarget(FOLDER)
                .withReadOnly(true)
                .withVolumeOptions(new VolumeOptions().withNoCopy(true));
    }

    /** The service with the library preloaded, before what it preloads itself. */
    Service equipped(Service service) {
        Program program = service.program();
        Map<String, String> environment = new LinkedHashMap<>(program.environment());
        String own = Optional.ofNullable(environment.get("LD_PRELOAD"))
                .or(() -> preloadedByImage(service))
                .orElse("");
        environment.put("LD_PRELOAD", own.isEmpty() ? LIBRARY : LIBRARY + ":" + own);
        environment.put("FAKETIME_TIMESTAMP_FILE", FOLDER + TOLD);
        environment.put("FAKETIME_NO_CACHE", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        environment.put("FAKETIME_DISABLE_SHM", "1"); // Processes of several users would refuse each other's.
        return with(service, environment);
    }

    private Optional<String> preloadedByImage(Service service) {
        var config = docker.inspectImageCmd(service.image().reference()).exec().getConfig();
        return Stream.ofNullable(config == null ? null : config.getEnv())
                .flatMap(Stream::of)
                .filter(variable -> variable.startsWith("LD_PRELOAD="))
                .map(variable -> variable.substring("LD_PRELOAD=".length()))
                .findFirst();
    }

    private static Service with(Service service, Map<String, String> environment) {
        Program program = service.program();
        Program equipped = new Program(
                program.command(),
                program.entrypoint(),
                environment,
                program.user(),
                program.groupAdd(),
                program.workingDir(),
                program.init(),
                program.tty(),
                program.stdinOpen(),
                program.stopGrace(),
                program.stopSignal());
        return new Service(
                service.name(),
                service.replicas(),
                service.image(),
                equipped,
                service.files(),
                service.networking(),
                service.limits(),
                service.security(),
                service.health(),
                service.dependsOn(),
                service.restart(),
                service.labels());
    }
}
