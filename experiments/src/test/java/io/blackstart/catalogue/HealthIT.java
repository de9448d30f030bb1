package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import io.blackstart.definition.Definitions;
import io.blackstart.docker.DockerPlatform;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.journal.Bracket;
import io.blackstart.topology.Topology;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes of an image that exposes a port which its command never opens, with a health check of the image's own. */
@Timeout(180)
class HealthIT {

    private static final Path COMPOSE = Path.of("src/test/resources/health/compose.yaml");
    private static final String IMAGE = "blackstart-it/worker:1";
    private static final double SLOW = 1.5;

    private final Topology topology = new Definitions(
                    Map.of("ARCH", docker().versionCmd().exec().getArch()))
            .topology(List.of(COMPOSE))
            .value()
            .orElseThrow();

    private static DockerClient docker() {
        return io.blackstart.docker.Engine.connect().client();
    }

    @AfterAll
    static void removeImage() {
        docker().removeImageCmd(IMAGE).exec();
    }

    @Test
    void aPassingCheckWinsAndWithoutOneRunningIsEnough() throws Exception {
        Deployment up = bringUp();
        try {
            assertThat(secondsUntilReady(up, "own")).isGreaterThan(SLOW);
            assertThat(secondsUntilReady(up, "timing")).isGreaterThan(SLOW);
            assertThat(secondsUntilReady(up, "after")).isGreaterThan(secondsUntilReady(up, "own"));
            staysHealthy(up);
        } finally {
            assertThat(up.tearDown()).isEmpty();
        }
        assertThat(Engine.left()).noneMatch(run -> run.toString().contains("health-it"));
    }

    private Deployment bringUp() {
        DockerPlatform platform = new DockerPlatform(
                io.blackstart.docker.Engine.connect(),
                new HostTicker(),
                java.util.List.of(new ToxiproxyLinkProxies()),
                Run.HOME.resolve("experiments/images"),
                false);
        StopSignal stop = new StopSignal();
        platform.prepareImages(topology, stop, line -> {});
        return platform.bringUp("health-it-20260101T000000Z-test", topology, List.of(), stop, line -> {});
    }

    /** Behind the first node that was ready: that is the one whose check is switched off, or only says yes. */
    private static double secondsUntilReady(Deployment up, String node) {
        long first = up.ready().values().stream().mapToLong(Bracket::to).min().orElseThrow();
        return (up.ready().get(node).to() - first) / 1e9;
    }

    private void staysHealthy(Deployment up) throws Exception {
        Set<String> healthy = ConcurrentHashMap.newKeySet();
        Queue<String> unhealthy = new ConcurrentLinkedQueue<>();
        try (Deployment.Watch watch = up.watchHealth(new Deployment.HealthListener() {
            @Override
            public void healthy(String node, Bracket when) {
                healthy.add(node);
            }

            @Override
            public void unhealthy(String node, long at, String why) {
                unhealthy.add(node + ": " + why);
            }
        })) {
            TimeUnit.SECONDS.sleep(4);
            assertThat(watch).isNotNull();
        }
        assertThat(healthy).containsExactlyInAnyOrder("own", "timing", "replaced", "disabled", "after");
        assertThat(unhealthy).isEmpty();
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
            throw new UnsupportedOperationException("nothing is scheduled here");
        }
    }
}
