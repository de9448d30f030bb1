package io.blackstart.docker.fault;

import io.blackstart.docker.Parallel;
import io.blackstart.docker.Pod;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Calls of the engine on the way back: each is tried a few times and given up after a while, and none stops another node's. */
final class WayBack {

    private static final int TRIES = 3;
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private WayBack() {}

    /**
     * For each node at once.
     *
     * @param done what the call makes of a node, such as {@code started}
     * @return the nodes of which it could not be made, a line each with the reason
     */
    static List<String> each(Collection<Pod> pods, String done, Consumer<Pod> call) {
        return Parallel.map(pods, pod -> bounded(pod, done, call)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> bounded(Pod pod, String done, Consumer<Pod> call) {
        CompletableFuture<Void> tries = CompletableFuture.runAsync(
                () -> tries(pod, call), task -> Parallel.daemon(task).start());
        try {
            tries.get(AT_MOST.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(line(pod, done, String.valueOf(e.getCause().getMessage())));
        } catch (TimeoutException e) {
            return Optional.of(line(pod, done, "no answer within " + AT_MOST.toSeconds() + " s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(line(pod, done, "interrupted"));
        }
    }

    private static String line(Pod pod, String done, String why) {
        return pod.node().name() + " could not be " + done + ": " + why;
    }

    private static void tries(Pod pod, Consumer<Pod> call) {
        RuntimeException failure = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                call.accept(pod);
                return;
            } catch (RuntimeException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure;
    }
}
