package io.blackstart.docker.fault;

import com.github.dockerjava.api.DockerClient;
import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Tells services to stop, as an operator does. The engine's call lasts as long as the stopping: it has a thread of its own, so
 * that nothing waits for it that need not.
 */
final class Stopping {

    private static final Duration SIGNAL_WITHIN = Duration.ofSeconds(2);

    private final RunScope scope;
    private final EngineEvents events;
    private final BiConsumer<DockerClient, Pod> call;
    private final Map<Pod, CompletableFuture<Void>> calls = new ConcurrentHashMap<>();

    /**
     * Nobody is told yet.
     *
     * @param call the engine's, one that sends the stop signal
     */
    Stopping(RunScope scope, EngineEvents events, BiConsumer<DockerClient, Pod> call) {
        this.scope = scope;
        this.events = events;
        this.call = call;
    }

    /** Tells all of them at once; returns when each has got its signal. */
    List<NodeEffect> tell(List<Pod> pods) {
        return Parallel.map(pods, this::tell);
    }

    private NodeEffect tell(Pod pod) {
        String name = pod.node().name();
        if (!running(pod)) {
            return new NodeEffect(Bracket.at(scope.ticker().nanos()), false, name + " was not running");
        }
        long asked = scope.ticker().nanos();
        CompletableFuture<Void> told =
                CompletableFuture.runAsync(() -> call.accept(scope.docker(), pod), task -> Parallel.daemon(task)
                        .start());
        calls.put(pod, told);
        Optional<EngineEvents.Seen> signal = events.await(pod.containerId(), "kill", asked, SIGNAL_WITHIN);
        Bracket when = signal.map(seen -> seen.since(asked, scope.ticker().nanos()))
                .orElseGet(() -> new Bracket(asked, scope.ticker().nanos()));
        String said = signal.map(
                        seen -> "the engine sent signal " + seen.attributes().getOrDefault("signal", "?"))
                .orElse("the engine sent no signal within " + SIGNAL_WITHIN.toSeconds() + " s");
        return new NodeEffect(when, signal.isPresent(), name + ": " + said);
    }

    boolean running(Pod pod) {
        return Boolean.TRUE.equals(scope.docker()
                .inspectContainerCmd(pod.containerId())
                .exec()
                .getState()
                .getRunning());
    }

    /** Waits until the engine's call has come back; whether it did, and well. */
    boolean ended(Pod pod, Duration atMost) {
        try {
            calls.getOrDefault(pod, CompletableFuture.completedFuture(null))
                    .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How a node ended after that instant, for people. */
    String end(Pod pod, long asked) {
        return events.find(pod.containerId(), "die", asked)
                .map(died -> String.format(
                        Locale.ROOT,
                        "%s ended with exit code %s %.2f s after it was told",
                        pod.node().name(),
                        died.attributes().getOrDefault("exitCode", "?"),
                        Math.max(0, died.at() - asked) / 1e9))
                .orElse(pod.node().name() + " has not ended");
    }
}
