package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.definition.Definitions;
import io.blackstart.docker.DockerPlatform;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import io.blackstart.haproxy.HaproxyLinkProxies;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A topology that is up, with the faults of an experiment's method at hand, to look at each as a peer does. */
final class Lab implements AutoCloseable {

    private final Deployment deployment;
    private final List<Platform.Targeted> steps;

    private Lab(Deployment deployment, List<Platform.Targeted> steps) {
        this.deployment = deployment;
        this.steps = steps;
    }

    /** Brings up what an experiment of {@code src/test/resources/lab} names. */
    static Lab of(String experimentFile) {
        Path file = Path.of("src/test/resources/lab").resolve(experimentFile);
        var read = new Definitions(Map.of()).experiment(file, List.of(), Map.of());
        assertThat(read.problems()).isEmpty();
        Experiment experiment = read.value().orElseThrow().experiment();
        List<Platform.Targeted> steps = new TargetResolver(experiment.topology(), 1).resolveAll(experiment);
        DockerPlatform platform = new DockerPlatform(
                io.blackstart.docker.Engine.connect(),
                new HostTicker(),
                List.of(new ToxiproxyLinkProxies(), new HaproxyLinkProxies()),
                Run.HOME.resolve("experiments/images"),
                false);
        StopSignal stop = new StopSignal();
        platform.prepareImages(experiment.topology(), stop, line -> {});
        platform.prepareFaults(experiment.method(), stop, line -> {});
        String name = "lab-" + experiment.name() + "-20260101T000000Z-"
                + Long.toString(System.nanoTime() % 1_000_000 + 1_000_000, 36);
        Deployment up = platform.bringUp(name, experiment.topology(), steps, stop, line -> {});
        up.loadBegins();
        return new Lab(up, steps);
    }

    Deployment deployment() {
        return deployment;
    }

    /** The injection of a step, made anew each time. */
    Injection injection(String step) {
        Platform.Targeted targeted = steps.stream()
                .filter(one -> one.step().id().equals(step))
                .findFirst()
                .orElseThrow();
        return deployment.prepare(step + "-" + System.nanoTime(), targeted);
    }

    /** The injection of a step, and it is there. */
    Injection begun(String step) {
        Injection injection = injection(step);
        Nodes.begin(injection);
        return injection;
    }

    /** What {@code peer.pl} prints in a node. */
    String peer(String node, Object... arguments) {
        List<String> command = new ArrayList<>(List.of("perl", "/peer.pl"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return Containers.exec(node, command.toArray(String[]::new)).strip();
    }

    @Override
    public void close() {
        assertThat(deployment.tearDown()).isEmpty();
    }
}
