package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One look at a node, cheapest first: does its container run, does a port of it accept, does its health command end with 0. A
 * refused connection costs a fraction of a millisecond, an exec 140 ms, so behind an open port the command runs at every
 * look, and while none has ever accepted only now and then, at its own interval. A command that passes then has the last
 * word: such a node's ports tell nothing, and are looked at no more. A port that has accepted once tells for good, because a
 * command in the node would pass although no peer reaches it any more.
 */
final class NodeProbe {

    private static final int CONNECT_MILLIS = 250;
    private static final Duration SOON = Duration.ofSeconds(1);

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

    /** What is known of a node's ports. */
    private enum Ports {
        UNKNOWN,
        /** One has accepted. */
        TELL,
        /** The health command passed though none accepted. */
        MUTE
    }

    private final DockerClient docker;
    private final Pod pod;
    private final Optional<HealthCommand> health;
    private final List<Integer> ports;
    private final boolean reachable;
    private Ports tell = Ports.UNKNOWN;
    /** When a command is next tried though no port accepts; none before the first look at a running node. */
    private OptionalLong due = OptionalLong.empty();

    /**
     * A probe.
     *
     * @param ports of which at least one accepts when the node serves; empty where none is known
     * @param reachable whether the node's address can be reached from here
     */
    NodeProbe(DockerClient docker, Pod pod, Optional<HealthCommand> health, List<Integer> ports, boolean reachable) {
        this.docker = docker;
        this.pod = pod;
        this.health = health;
        this.ports = ports;
        this.reachable = reachable && !pod.addresses().isEmpty();
    }

    /** Looks. */
    synchronized Look look() {
        InspectContainerResponse.ContainerState state = state();
        if (!Boolean.TRUE.equals(state.getRunning())) {
            due = OptionalLong.empty();
            return notRunning(state);
        }
        if (Boolean.TRUE.equals(state.getPaused())) {
            return new Look(State.NOT_YET, "paused", 0, false);
        }
        boolean silent = silent();
        if (silent && !due(System.nanoTime())) {
            return new Look(State.NOT_YET, "no connection to " + pod.address() + ":" + ports, 0, false);
        }
        Look look = health.map(this::command).orElse(new Look(State.HEALTHY, "running", 0, false));
        if (silent) {
            tried(look);
        }
        return look;
    }

    /** Whether it does not serve, as far as its ports tell. */
    private boolean silent() {
        if (!reachable || ports.isEmpty() || tell == Ports.MUTE) {
            return false;
        }
        boolean accepts = anyPortAccepts();
        tell = accepts ? Ports.TELL : tell;
        return !accepts;
    }

    /** Whether the command is to be tried in spite of silent ports: soon after the start, then as Compose would. */
    private boolean due(long now) {
        if (health.isEmpty() || tell == Ports.TELL) {
            return false;
        }
        if (due.isEmpty()) {
            Duration interval = health.get().interval();
            due = OptionalLong.of(now + (interval.compareTo(SOON) < 0 ? interval : SOON).toNanos());
        }
        return now - due.getAsLong() >= 0;
    }

    private void tried(Look look) {
        due = OptionalLong.of(
                System.nanoTime() + health.orElseThrow().interval().toNanos());
        // A port that has opened meanwhile was only late.
        if (look.state() == State.HEALTHY && silent()) {
            tell = Ports.MUTE;
        }
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

    private Look command(HealthCommand check) {
        try {
            Exec.Result result = Exec.run(docker, pod.containerId(), check.argv(), atLeastASecond(check.timeout()));
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
}
