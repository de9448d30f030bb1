package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import io.blackstart.engine.BringUpFailed;
import io.blackstart.engine.Platform;
import io.blackstart.engine.StopSignal;
import io.blackstart.journal.Bracket;
import io.blackstart.topology.Service;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Starts the service containers as their dependencies allow, and waits until each is ready. */
final class StartUp {

    private static final Duration LEAST = Duration.ofSeconds(60);
    private static final Duration DEPENDENCIES = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();
    private static final long RUN_AGAIN = Duration.ofMillis(250).toNanos();

    private final RunScope scope;
    private final DockerClient docker;
    private final DockerDeployment deployment;
    private final StopSignal stop;
    private final Platform.Progress progress;
    private final ServiceStates states;
    private final KnownPorts ports;

    StartUp(RunScope scope, DockerDeployment deployment, StopSignal stop, Platform.Progress progress) {
        this.scope = scope;
        this.docker = scope.docker();
        this.deployment = deployment;
        this.stop = stop;
        this.progress = progress;
        this.states = new ServiceStates(scope.topology().services());
        this.ports = new KnownPorts(docker, scope.topology());
    }

    void startAll() {
        Parallel.forEach(scope.pods().values(), this::start);
    }

    private void start(Pod pod) {
        Service service = scope.topology().service(pod.node().service()).orElseThrow();
        try {
            Optional<String> waitsFor = states.await(service, System.nanoTime() + DEPENDENCIES.toNanos(), stop);
            if (waitsFor.isPresent()) {
                if (stop.requested() || states.failed()) {
                    return; // Whatever failed says so itself.
                }
                throw failed("node " + pod.node().name() + " waited for " + waitsFor.get(), null);
            }
            docker.startContainerCmd(pod.containerId()).exec();
            states.started(service.name());
            ready(pod, service);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BringUpFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed("node " + pod.node().name() + " could not be started: " + e.getMessage(), e);
        }
    }

    private BringUpFailed failed(String message, Throwable cause) {
        states.fail();
        return new BringUpFailed(message, deployment, cause);
    }

    private void ready(Pod pod, Service service) throws InterruptedException {
        Optional<HealthCommand> health = HealthCommand.of(docker, service);
        List<Integer> known = ports.of(pod.node(), service, health.isPresent());
        NodeProbe probe = new NodeProbe(docker, pod, health, known, scope.hostReachesPods());
        deployment.probe(pod.node().name(), probe);
        long began = System.nanoTime();
        Duration bound = bound(health);
        long lastNot = began;
        while (!stop.requested() && !states.failed()) {
            NodeProbe.Look look = probe.look();
            if (look.state() == NodeProbe.State.HEALTHY) {
                isReady(pod, service, new Bracket(lastNot, System.nanoTime()));
                return;
            }
            if (look.state() == NodeProbe.State.ENDED && ended(pod, service, health.isPresent(), look)) {
                return;
            }
            lastNot = System.nanoTime();
            if (lastNot - began > bound.toNanos()) {
                throw failed(
                        Diagnosis.of(docker, pod, "did not get ready within " + bound.toSeconds() + " s", look.why()),
                        null);
            }
            stop.await(look.expensive() ? RUN_AGAIN : LOOK_AGAIN);
        }
    }

    private void isReady(Pod pod, Service service, Bracket bracket) {
        deployment.ready(pod.node().name(), bracket);
        states.healthy(service.name());
        progress.say(String.format(Locale.ROOT, "%s is ready", pod.node().name()));
    }

    /** Whether its end is what was wanted of it; a restart policy may still bring it back, then it is looked at again. */
    private boolean ended(Pod pod, Service service, boolean healthChecked, NodeProbe.Look look) {
        boolean job = BringUp.isJob(scope.topology(), service);
        if (look.exit() == 0 && (job || !healthChecked)) {
            deployment.completed(pod.node().name());
            states.completed(service.name());
            return true;
        }
        if (service.restart().kind() == io.blackstart.topology.RestartPolicy.Kind.NO || job) {
            throw failed(Diagnosis.of(docker, pod, look.why(), look.why()), null);
        }
        return false;
    }

    private static Duration bound(Optional<HealthCommand> health) {
        Duration own = health.map(HealthCommand::untilUnhealthy).orElse(Duration.ZERO);
        return own.compareTo(LEAST) > 0 ? own : LEAST;
    }
}
