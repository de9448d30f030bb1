package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackstart.definition.Definitions;
import io.blackstart.docker.DockerPlatform;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.engine.ResolvedTarget;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.experiment.Step;
import io.blackstart.fault.Crash;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Fault;
import io.blackstart.fault.HostLoss;
import io.blackstart.fault.Latency;
import io.blackstart.fault.Target;
import io.blackstart.topology.Link;
import io.blackstart.topology.Topology;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault as a peer sees it, and that it is gone after its undo. This machine is the peer where it reaches pods. */
@Timeout(120)
class FaultEffectsIT {

    private static final Path COMPOSE = Path.of("src/test/resources/idle/compose.yaml");

    /** As many requests as nobody would take for noise. */
    private static final int ENOUGH = 40;

    private final Topology topology =
            new Definitions(Map.of()).topology(List.of(COMPOSE)).value().orElseThrow();
    private final Ticker ticker = new HostTicker();

    /** What is done with a deployment. */
    private interface Act {
        void with(Deployment deployment, Injection injection, InetSocketAddress entry) throws Exception;
    }

    private void withFault(Fault fault, ResolvedTarget target, Act act) throws Exception {
        Step step =
                Step.at("1", Duration.ZERO, fault, new Target.Named("web-1"), Optional.of(Duration.ofSeconds(5)), true);
        Platform.Targeted targeted = new Platform.Targeted(step, target);
        DockerPlatform platform = new DockerPlatform(
                io.blackstart.docker.Engine.connect(),
                ticker,
                java.util.List.of(new ToxiproxyLinkProxies()),
                Run.HOME.resolve("experiments/images"),
                false);
        StopSignal stop = new StopSignal();
        platform.prepareImages(topology, stop, line -> {});
        String name = "effects-" + fault.kind() + "-20260101T000000Z-test";
        Deployment up = platform.bringUp(name, topology, List.of(targeted), stop, line -> {});
        try {
            URI entry = URI.create(up.entry().baseUrl());
            act.with(up, up.prepare("1", targeted), new InetSocketAddress(entry.getHost(), entry.getPort()));
        } finally {
            assertThat(up.tearDown()).isEmpty();
        }
        assertThat(Engine.left()).isEmpty();
    }

    private static ResolvedTarget node(String name) {
        return new ResolvedTarget(List.of(name), Optional.empty(), List.of(name));
    }

    private static String ask(InetSocketAddress address, int timeoutMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void awaitAnswer(InetSocketAddress address) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (true) {
            try {
                assertThat(ask(address, 1_000)).contains("here");
                return;
            } catch (IOException e) {
                assertThat(System.nanoTime()).as("no answer within 15 s: " + e).isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    @Test
    void crashIsARefusalForAsLongAsItIsHeld() throws Exception {
        withFault(new Crash(), node("web-1"), (up, injection, entry) -> {
            assertThat(ask(entry, 1_000)).contains("here");
            up.loadBegins();
            Injection.Effect effect = injection.inject();
            assertThat(effect.applied()).as(effect.evidence().toString()).isTrue();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            while (System.nanoTime() < until) {
                assertThatThrownBy(() -> ask(entry, 1_000)).isInstanceOf(ConnectException.class);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            Injection.Healed healed = injection.undo();
            assertThat(healed.healed()).as(healed.evidence().toString()).isTrue();
            awaitAnswer(entry);
            assertThat(injection.undo()).isEqualTo(healed);
        });
    }

    @Test
    void hostLossIsSilence() throws Exception {
        withFault(new HostLoss(), node("web-1"), (up, injection, entry) -> {
            up.loadBegins();
            Injection.Effect effect = injection.inject();
            assertThat(effect.applied()).as(effect.evidence().toString()).isTrue();
            long began = System.nanoTime();
            assertThatThrownBy(() -> ask(entry, 1_500)).isInstanceOf(SocketTimeoutException.class);
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_400));
            for (int i = 0; i < ENOUGH; i++) {
                assertThatThrownBy(() -> ask(entry, 50)).isInstanceOf(SocketTimeoutException.class);
            }
            Injection.Healed healed = injection.undo();
            assertThat(healed.healed()).as(healed.evidence().toString()).isTrue();
            assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
            awaitAnswer(entry);
        });
    }

    @Test
    void latencyDelaysAnswersOnItsLink() throws Exception {
        Link link = new Link(List.of("web-1"), List.of("web-2"), 80);
        ResolvedTarget pair = new ResolvedTarget(List.of(), Optional.of(link), List.of("pair"));
        Latency slow = new Latency(
                Duration.ofMillis(400),
                Duration.ofMillis(50),
                Direction.RESPONSE,
                1,
                io.blackstart.fault.Existing.KEEP);
        withFault(slow, pair, (up, injection, entry) -> {
            up.loadBegins();
            assertThat(fromWeb1()).isLessThan(300);
            Injection.Effect effect = injection.inject();
            assertThat(effect.applied()).as(effect.evidence().toString()).isTrue();
            for (int i = 0; i < ENOUGH / 4; i++) {
                assertThat(fromWeb1()).isBetween(345L, 2_000L);
            }
            Injection.Healed healed = injection.undo();
            assertThat(healed.healed()).as(healed.evidence().toString()).isTrue();
            assertThat(healed.touched()).as(healed.evidence().toString()).isTrue();
            assertThat(fromWeb1()).isLessThan(300);
        });
    }

    /** How many milliseconds a request from web-1 to web-2 takes, measured in web-1. */
    private static long fromWeb1() {
        String script = "a=$(date +%s%N); exec 3<>/dev/tcp/web-2/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3;"
                + " grep -q here <&3 || exit 9; b=$(date +%s%N); echo $(( (b - a) / 1000000 ))";
        return Long.parseLong(Containers.exec("web-1", "bash", "-c", script).strip());
    }

    /** The host's clocks. */
    private static final class HostTicker implements Ticker {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long wallNanos() {
            return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        }

        @Override
        public boolean awaitUntil(long instant, StopSignal stop) {
            try {
                return !stop.await(Math.max(0, instant - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
