package io.blackstart.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Acts side by side, those of one lane one after the other: an act that takes long keeps no other step waiting, and an undo
 * never overtakes its injection. Remembers the first failure. Once closed, what has not begun never will.
 */
final class Lanes {

    private final Executor executor;
    private final Map<String, CompletableFuture<Void>> tails = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean closed;

    Lanes(Executor executor) {
        this.executor = executor;
    }

    void run(String lane, Runnable act) {
        running.incrementAndGet();
        CompletableFuture<Void> tail = tails.getOrDefault(lane, CompletableFuture.completedFuture(null));
        tails.put(lane, tail.thenRunAsync(() -> attempt(act), executor));
    }

    private void attempt(Runnable act) {
        try {
            if (failure.get() == null && !closed) {
                act.run();
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            running.decrementAndGet();
        }
    }

    boolean idle() {
        return running.get() == 0;
    }

    /** Whether nothing of a lane runs or waits. */
    boolean idle(String lane) {
        CompletableFuture<Void> tail = tails.get(lane);
        return tail == null || tail.isDone();
    }

    /** From here on nothing begins; what runs goes on to its end. */
    void close() {
        closed = true;
    }

    /** The first act that failed; none begins after it. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Throws the first failure, where there is one. */
    void rethrow() {
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }

    /** Waits until all acts that have begun or been asked for are done; each of them is bounded itself. */
    boolean awaitIdle(Duration atMost) {
        CompletableFuture<Void> all = CompletableFuture.allOf(tails.values().toArray(CompletableFuture[]::new));
        try {
            all.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an act let a failure out", e);
        }
    }
}
