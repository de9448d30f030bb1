package io.blackstart.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.definition.Definitions;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Injection;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.engine.TargetResolver;
import io.blackstart.experiment.Experiment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A topology that is up, with the faults of an experiment's method at hand, to look at each as a peer does. */
final class Lab implements AutoCloseable {

    private final String run;
    private final Deployment deployment;
    private final List<Platform.Targeted> steps;

    private Lab(String run, Deployment deployment, List<Platform.Targeted> steps) {
        this.run = run;
        this.deployment = deployment;
        this.steps = steps;
    }

    /** Brings up what an experiment of {@code src/test/resources} names. */
    static Lab of(String experimentFile) {
        Path file = Path.of("src/test/resources").resolve(experimentFile);
        return of(file, io.blackstart.docker.Engine.connect(), Platforms.proxies());
    }

    /** Brings up what an experiment names, on this engine and with these proxies. */
    static Lab of(Path file, io.blackstart.docker.Engine engine, List<LinkProxies> proxies) {
        var read = new Definitions(Map.of()).experiment(file, List.of(), Map.of());
        assertThat(read.problems()).isEmpty();
        Experiment experiment = read.value().orElseThrow().experiment();
        List<Platform.Targeted> steps = new TargetResolver(experiment.topology(), 1).resolveAll(experiment);
        String run = Platforms.run("lab-" + experiment.name());
        return new Lab(run, Platforms.bringUp(engine, proxies, run, experiment.topology(), steps), steps);
    }

    /** The run's name. */
    String run() {
        return run;
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
