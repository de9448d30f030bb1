package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import io.blackstart.topology.Limits;
import io.blackstart.topology.Node;
import io.blackstart.topology.Program;
import io.blackstart.topology.Security;
import io.blackstart.topology.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The user's container, as Compose would make it, but in the network of its sandbox. */
final class ServiceContainer {

    private static final String UNCONFINED_NONE = "no-new-privileges:true";

    private final DockerClient docker;
    private final String prefix;
    private final Map<String, String> labels;

    ServiceContainer(DockerClient docker, String prefix, Map<String, String> labels) {
        this.docker = docker;
        this.prefix = prefix;
        this.labels = labels;
    }

    /** Creates it; it is not started. */
    String create(Node node, Service service, String sandboxId, List<Mount> mounts, Map<String, String> tmpfs) {
        Map<String, String> all = new HashMap<>(service.labels());
        all.putAll(labels);
        all.put(RunLabels.NODE, node.name());
        all.put(RunLabels.ROLE, "service");
        CreateContainerCmd command = docker.createContainerCmd(service.image().reference())
                .withName(prefix + node.name() + "-service")
                .withLabels(all)
                .withHostConfig(hostConfig(service, sandboxId, mounts, tmpfs));
        service.image().platform().ifPresent(command::withPlatform);
        program(command, service.program());
        service.health().ifPresent(check -> command.withHealthcheck(HealthCommand.forEngine(check)));
        return command.exec().getId();
    }

    private static void program(CreateContainerCmd command, Program program) {
        program.command().ifPresent(argv -> command.withCmd(new ArrayList<>(argv)));
        program.entrypoint().ifPresent(argv -> command.withEntrypoint(new ArrayList<>(argv)));
        program.user().ifPresent(command::withUser);
        program.workingDir().ifPresent(command::withWorkingDir);
        program.stopSignal().ifPresent(command::withStopSignal);
        command.withEnv(program.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withTty(program.tty())
                .withStdinOpen(program.stdinOpen())
                .withStopTimeout((int) Math.max(1, program.stopGrace().toSeconds()));
    }

    private static HostConfig hostConfig(
            Service service, String sandboxId, List<Mount> mounts, Map<String, String> tmpfs) {
        HostConfig host = HostConfig.newHostConfig()
                .withNetworkMode("container:" + sandboxId)
                .withMounts(mounts)
                .withTmpFs(tmpfs)
                .withReadonlyRootfs(service.files().readOnly())
                .withInit(service.program().init())
                .withRestartPolicy(restart(service.restart()));
        if (!service.program().groupAdd().isEmpty()) {
            host.withGroupAdd(service.program().groupAdd());
        }
        service.files().shmSize().ifPresent(host::withShmSize);
        security(host, service.security());
        limits(host, service.limits());
        return host;
    }

    private static void security(HostConfig host, Security security) {
        host.withCapAdd(capabilities(security.capAdd())).withCapDrop(capabilities(security.capDrop()));
        if (security.noNewPrivileges()) {
            host.withSecurityOpts(List.of(UNCONFINED_NONE));
        }
    }

    private static Capability[] capabilities(List<String> names) {
        return names.stream()
                .map(name -> Capability.valueOf(
                        name.toUpperCase(java.util.Locale.ROOT).replaceFirst("^CAP_", "")))
                .toArray(Capability[]::new);
    }

    private static void limits(HostConfig host, Limits limits) {
        limits.memory().ifPresent(host::withMemory);
        limits.memorySwap().ifPresent(host::withMemorySwap);
        limits.cpus().ifPresent(cpus -> host.withNanoCPUs((long) (cpus * 1e9)));
        limits.pids().ifPresent(host::withPidsLimit);
        host.withUlimits(limits.ulimits().entrySet().stream()
                .map(limit -> new Ulimit(
                        limit.getKey(),
                        limit.getValue().soft(),
                        limit.getValue().hard()))
                .toArray(Ulimit[]::new));
    }

    static RestartPolicy restart(io.blackstart.topology.RestartPolicy policy) {
        return switch (policy.kind()) {
            case NO -> RestartPolicy.noRestart();
            case ALWAYS -> RestartPolicy.alwaysRestart();
            case UNLESS_STOPPED -> RestartPolicy.unlessStoppedRestart();
            case ON_FAILURE -> RestartPolicy.onFailureRestart(policy.maxRetries());
        };
    }
}
