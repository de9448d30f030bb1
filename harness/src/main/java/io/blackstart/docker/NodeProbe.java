package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import io.blackstart.topology.HealthCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One look at a node, cheapest first: does its container run, does a port of it accept, does its health command end with 0. A
 * refused connection costs a fraction of a millisecond, an exec 140 ms, so the command runs only behind an open port.
 */
final class NodeProbe {

    private static final int CONNECT_MILLIS = 250;

    /** What a look found. */
    enum State {
        HEALTHY,
        NOT_YET,
        /** Not running, and will not by itself. */
        ENDED
    }

    /**
     * A look.
     *
     * @param state what was found
     * @param why for people
     * @param exit the exit code of an ended node
     * @param expensive whether a command was run
     */
    record Look(State state, String why, long exit, boolean expensive) {}

    private final DockerClient docker;
    private final Pod pod;
    private final Optional<HealthCheck> health;
    private final List<Integer> ports;
    private final boolean reachable;

    /**
     * A probe.
     *
     * @param ports of which at least one accepts when the node serves; empty where none is known
     * @param reachable whether the node's address can be reached from here
     */
    NodeProbe(DockerClient docker, Pod pod, Optional<HealthCheck> health, List<Integer> ports, boolean reachable) {
        this.docker = docker;
        this.pod = pod;
        this.health = health;
        this.ports = ports;
        this.reachable = reachable && !pod.addresses().isEmpty();
    }

    /** Looks. */
    Look look() {
        InspectContainerResponse.ContainerState state = state();
        if (!Boolean.TRUE.equals(state.getRunning())) {
            return notRunning(state);
        }
        if (Boolean.TRUE.equals(state.getPaused())) {
            return new Look(State.NOT_YET, "paused", 0, false);
        }
        if (reachable && !ports.isEmpty() && !anyPortAccepts()) {
            return new Look(State.NOT_YET, "no connection to " + pod.address() + ":" + ports, 0, false);
        }
        return health.map(this::command).orElse(new Look(State.HEALTHY, "running", 0, false));
    }

    /** Whether the port look alone says that it does not serve: cheap enough for many times a second. */
    boolean silent() {
        return reachable && !ports.isEmpty() && !anyPortAccepts();
    }

    private InspectContainerResponse.ContainerState state() {
        return docker.inspectContainerCmd(pod.containerId()).exec().getState();
    }

    private static Look notRunning(InspectContainerResponse.ContainerState state) {
        boolean coming = Boolean.TRUE.equals(state.getRestarting()) || "created".equals(state.getStatus());
        long exit = state.getExitCodeLong() == null ? -1 : state.getExitCodeLong();
        String error = state.getError() == null ? "" : state.getError();
        return new Look(
                coming ? State.NOT_YET : State.ENDED, "ended with exit code " + exit + " " + error, exit, false);
    }

    private boolean anyPortAccepts() {
        for (int port : ports) {
            if (accepts(port)) {
                return true;
            }
        }
        return false;
    }

    private boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(pod.address(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Look command(HealthCheck check) {
        try {
            Exec.Result result = Exec.run(docker, pod.containerId(), argv(check), atLeastASecond(check.timeout()));
            return result.exit() == 0
                    ? new Look(State.HEALTHY, "health check passed", 0, true)
                    : new Look(State.NOT_YET, "health check: exit " + result.exit() + " " + result.said(), 0, true);
        } catch (DockerException e) {
            return new Look(State.NOT_YET, "health check could not run: " + e.getMessage(), 0, true);
        }
    }

    private static Duration atLeastASecond(Duration timeout) {
        return timeout.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : timeout;
    }

    private static List<String> argv(HealthCheck check) {
        List<String> test = check.test();
        if (test.get(0).equals("CMD-SHELL")) {
            return List.of("/bin/sh", "-c", test.get(1));
        }
        return new ArrayList<>(test.subList(test.get(0).equals("CMD") ? 1 : 0, test.size()));
    }
}
