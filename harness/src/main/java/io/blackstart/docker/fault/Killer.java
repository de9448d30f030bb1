package io.blackstart.docker.fault;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.blackstart.docker.Agent;
import io.blackstart.docker.RunLabels;
import io.blackstart.docker.RunScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A helper container in the engine's PID namespace, with no capability but KILL: SIGKILL from there is a crash as in
 * production. The engine's own kill counts as an operator's stop, after which restart policies do nothing.
 */
final class Killer {

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final RunScope scope;
    private String container = "";

    Killer(RunScope scope) {
        this.scope = scope;
    }

    void start() {
        Map<String, String> labels = new HashMap<>(scope.labels());
        labels.put(RunLabels.ROLE, "helper");
        container = scope.docker()
                .createContainerCmd(io.blackstart.docker.DockerImages.SANDBOX)
                .withName(scope.prefix() + "killer")
                .withLabels(labels)
                .withHostConfig(HostConfig.newHostConfig()
                        .withPidMode("host")
                        .withNetworkMode("none")
                        .withCapDrop(Capability.ALL)
                        .withCapAdd(Capability.KILL))
                .exec()
                .getId();
        scope.docker().startContainerCmd(container).exec();
        scope.agents().in(container).open();
    }

    /** All of them at once; returns when each is gone. */
    Agent.Answer kill(List<Long> processes) {
        return scope.agents()
                .in(container)
                .ask("kill", processes.stream().map(String::valueOf).toList(), AT_MOST);
    }
}
