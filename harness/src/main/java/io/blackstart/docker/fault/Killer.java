package io.blackstart.docker.fault;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.blackstart.docker.Agent;
import io.blackstart.docker.RunScope;
import java.time.Duration;
import java.util.List;

/**
 * A helper container in the engine's PID namespace, with no capability but KILL: SIGKILL from there is a crash as in
 * production. The engine's own kill counts as an operator's stop, after which restart policies do nothing. It is made at
 * bring-up and runs for a call only: from {@link #ready}, shortly before its instant, to {@link #done}.
 */
final class Killer {

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final RunScope scope;
    private Helper helper;
    private int callers;

    Killer(RunScope scope) {
        this.scope = scope;
    }

    /** Makes its container; nothing of it runs. */
    void make() {
        helper = Helper.create(
                scope,
                "killer",
                HostConfig.newHostConfig()
                        .withPidMode("host")
                        .withCapDrop(Capability.ALL)
                        .withCapAdd(Capability.KILL));
    }

    /** Starts it, unless it runs for somebody else already. */
    synchronized void ready() {
        helper.start();
        callers++;
    }

    /** Ends it, unless it runs for somebody else still. */
    synchronized void done() {
        callers--;
        if (callers == 0) {
            helper.agent().close();
        }
    }

    /** All of them at once; returns when each is gone. */
    Agent.Answer kill(List<Long> processes) {
        return helper.agent()
                .ask("kill", processes.stream().map(String::valueOf).toList(), AT_MOST);
    }

    /** The cgroups of a process, a line each as the kernel prints them; a call of its own. */
    Agent.Answer cgroups(long process) {
        ready();
        try {
            return helper.agent().ask("cgroups", List.of(String.valueOf(process)), AT_MOST);
        } finally {
            done();
        }
    }
}
