package io.blackstart.docker.fault;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.blackstart.docker.Agent;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether every process of a node sees the time that libfaketime is told. From a helper in the node's PID namespace with
 * no capability but SYS_PTRACE: an exec in the service may not look into processes of other users, such as nginx's workers. It
 * is made at bring-up and runs for a look only. Thread-safe.
 */
final class ClockLooker {

    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final String WHY =
            " (it is not carried where a program is linked statically, where glibc is older than 2.38, or"
                    + " where its file is privileged; its time is not found behind a chroot)";

    private final Pod pod;
    private final boolean initIsFirst;
    private final Helper helper;

    private ClockLooker(Pod pod, boolean initIsFirst, Helper helper) {
        this.pod = pod;
        this.initIsFirst = initIsFirst;
        this.helper = helper;
    }

    /** Makes its container; nothing of it runs. */
    static ClockLooker make(Pod pod, RunScope scope) {
        boolean init = scope.topology()
                .service(pod.node().service())
                .orElseThrow()
                .program()
                .init();
        HostConfig host = HostConfig.newHostConfig()
                .withPidMode("container:" + pod.containerId())
                .withCapDrop(Capability.ALL)
                .withCapAdd(Capability.SYS_PTRACE);
        return new ClockLooker(
                pod, init, Helper.create(scope, "clock-" + pod.node().name() + "-looker", host));
    }

    /** Why the node's clock cannot be changed; empty where all of its processes would follow. */
    Optional<String> unable() {
        String name = "node " + pod.node().name();
        Agent.Answer strays = strays();
        if (!strays.ok()) {
            return Optional.of(name + " could not be looked into: " + strays.out());
        }
        String those = strays.out().replace("\n", ", ");
        return those.isEmpty()
                ? Optional.empty()
                : Optional.of(name + " has processes that libfaketime does not reach, their clock stays true: " + those
                        + WHY);
    }

    private synchronized Agent.Answer strays() {
        try {
            return helper.agent().ask("clock-strays", List.of(String.valueOf(initIsFirst)), AT_MOST);
        } finally {
            helper.agent().close();
        }
    }
}
