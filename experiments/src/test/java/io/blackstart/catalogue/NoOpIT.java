package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.definition.Definitions;
import io.blackstart.docker.DockerPlatform;
import io.blackstart.docker.Engine;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import io.blackstart.fault.Faults;
import io.blackstart.fault.Manual;
import io.blackstart.haproxy.HaproxyLinkProxies;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An injector whose effect is taken out never claims that its fault was there: its step is not applied, and so its experiment is
 * INCONCLUSIVE, however well clients fared. For every fault there is, on the engine.
 */
@Timeout(120)
class NoOpIT {

    @TempDir
    private static Path folder;

    private static Deployment deployment;
    private static List<Platform.Targeted> steps;

    static Stream<String> faults() {
        return Faults.byName().keySet().stream();
    }

    @BeforeAll
    static void up() throws IOException {
        var read = new Definitions(Map.of()).experiment(experiment(), List.of(), Map.of());
        assertThat(read.problems()).isEmpty();
        Experiment experiment = read.value().orElseThrow().experiment();
        steps = new TargetResolver(experiment.topology(), 1).resolveAll(experiment);
        Engine engine = Engine.connect();
        DockerPlatform platform = new DockerPlatform(
                new Engine(Disabled.client(engine.client()), engine.version(), engine.apiVersion()),
                new HostTicker(),
                List.of(Disabled.proxies(new ToxiproxyLinkProxies()), Disabled.proxies(new HaproxyLinkProxies())),
                Run.HOME.resolve("experiments/images"),
                false);
        StopSignal stop = new StopSignal();
        platform.prepareImages(experiment.topology(), stop, line -> {});
        platform.prepareFaults(experiment.method(), stop, line -> {});
        deployment = platform.bringUp("no-op-20260101T000000Z-test", experiment.topology(), steps, stop, line -> {});
        deployment.loadBegins();
    }

    /** The example of every page, one after the other. */
    private static Path experiment() throws IOException {
        StringBuilder sequence = new StringBuilder();
        Faults.byName()
                .forEach((name, type) -> sequence.append(type.getAnnotation(Manual.class)
                        .example()
                        .replaceFirst("at: 0s", "id: " + name + "\n  at: 2s")
                        .indent(6)));
        String text = """
                experiment: no-op
                hypothesis: Nothing happens.
                topology: %s
                load: { simulation: browse, rate: 1/s }
                method:
                  - at: 0s
                    sequence:
                %sobjectives:
                  success: ">= 1%%"
                """.formatted(Run.experiment("topologies/faults.compose.yaml"), sequence);
        return Files.writeString(folder.resolve("no-op.yaml"), text);
    }

    @AfterAll
    static void down() {
        assertThat(deployment.tearDown()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isNotApplied(String fault) {
        Platform.Targeted step = steps.stream()
                .filter(one -> one.step().id().equals(fault))
                .findFirst()
                .orElseThrow();
        Injection injection = deployment.prepare(fault, step);
        List<String> said = new ArrayList<>();
        injection.arm();
        Injection.Effect effect = injection.inject();
        said.addAll(effect.evidence());
        said.addAll(injection.undo().evidence());
        assertThat(effect.applied()).as(said.toString()).isFalse();
    }
}
