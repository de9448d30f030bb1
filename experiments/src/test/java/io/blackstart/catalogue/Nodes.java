package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Frame;
import io.blackstart.definition.Definitions;
import io.blackstart.docker.RunLabels;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.engine.ResolvedTarget;
import io.blackstart.engine.Ticker;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Target;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A topology that is up, and faults on its nodes by hand. */
final class Nodes implements AutoCloseable {

    /** This machine's clocks. */
    static final Ticker TICKER = new HostTicker();

    final Deployment up;
    private final DockerClient docker = io.blackstart.docker.Engine.connect().client();
    private final String run;
    private int steps;

    /**
     * Brings it up.
     *
     * @param faults each with the node that it may hit
     */
    Nodes(String name, Path compose, UnaryOperator<Topology> more, List<Map.Entry<String, Fault>> faults) {
        run = Platforms.run(name);
        Topology topology = more.apply(
                new Definitions(Map.of()).topology(List.of(compose)).value().orElseThrow());
        List<Platform.Targeted> all = new ArrayList<>();
        faults.forEach(fault -> all.add(targeted(fault.getValue(), fault.getKey(), true)));
        up = Platforms.bringUp(run, topology, all);
    }

    private Platform.Targeted targeted(Fault fault, String node, boolean held) {
        Optional<Duration> length = held ? Optional.of(Duration.ofSeconds(5)) : Optional.empty();
        String id = String.valueOf(++steps);
        Step step = Step.at(id, Duration.ZERO, fault, new Target.Named(node), length, true);
        return new Platform.Targeted(step, new ResolvedTarget(List.of(node), Optional.empty(), List.of(node)));
    }

    /** With an end. */
    Injection fault(Fault fault, String node) {
        Platform.Targeted targeted = targeted(fault, node, true);
        return up.prepare(targeted.step().id(), targeted);
    }

    /** Without an end. */
    Injection passing(Fault fault, String node) {
        Platform.Targeted targeted = targeted(fault, node, false);
        return up.prepare(targeted.step().id(), targeted);
    }

    /** Makes ready, acts, and expects that the fault is there. */
    static Injection.Effect begin(Injection injection) {
        injection.arm();
        Injection.Effect effect = injection.inject();
        assertThat(effect.applied()).as(effect.evidence().toString()).isTrue();
        return effect;
    }

    /** Undoes, twice, and expects that nothing is left. */
    static Injection.Healed end(Injection injection) {
        Injection.Healed healed = injection.undo();
        assertThat(healed.healed()).as(healed.evidence().toString()).isTrue();
        assertThat(injection.undo()).isEqualTo(healed);
        return healed;
    }

    InspectContainerResponse inspect(String node) {
        return docker.inspectContainerCmd(container(node)).exec();
    }

    String container(String node) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(RunLabels.RUN, run, RunLabels.NODE, node, RunLabels.ROLE, "service"))
                .exec()
                .get(0)
                .getId();
    }

    /** The last line that a node has printed, with the engine's stamp. */
    String lastLine(String node) {
        StringBuilder lines = new StringBuilder();
        try {
            docker.logContainerCmd(container(node))
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTimestamps(true)
                    .withTail(1)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            lines.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                        }
                    })
                    .awaitCompletion(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return lines.toString().strip();
    }

    /** The address in the node's first network. */
    InetSocketAddress address(String node, int port) {
        String sandbox = docker.listContainersCmd()
                .withLabelFilter(Map.of(RunLabels.RUN, run, RunLabels.NODE, node, RunLabels.ROLE, "sandbox"))
                .exec()
                .get(0)
                .getId();
        String ip = docker.inspectContainerCmd(sandbox)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
        return new InetSocketAddress(ip, port);
    }

    /** Of the cgroup's own account, in a node that wants all it can get. */
    static double coresBurnt(String node, int seconds) {
        String used = Containers.exec(
                node,
                "sh",
                "-c",
                "u() { cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2> /dev/null || sed -n 's/usage_usec \\(.*\\)/\\1000/p'"
                        + " /sys/fs/cgroup/cpu.stat; }; a=$(u); s=$(date +%s%N); timeout " + seconds
                        + " sh -c 'while :; do :; done'; b=$(u); e=$(date +%s%N);"
                        + " echo $(( (b - a) * 1000 / (e - s) ))");
        return Double.parseDouble(used.strip()) / 1000;
    }

    /** What a node answers to a request; waits no longer than that for anything. */
    static String ask(InetSocketAddress address, int timeoutMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    static void awaitAnswer(InetSocketAddress address) {
        await("an answer", () -> {
            try {
                return ask(address, 1_000).contains("HTTP/1");
            } catch (IOException e) {
                return false;
            }
        });
    }

    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("no " + what + " within 15 s").isLessThan(until);
            pause(20);
        }
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        assertThat(up.tearDown()).isEmpty();
        assertThat(Engine.left()).noneMatch(left -> left.run().equals(run));
    }
}
