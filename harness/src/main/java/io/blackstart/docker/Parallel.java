package io.blackstart.docker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The same for several things at once: the engine answers slowly, and answers many. Each has a thread of its own, because some
 * wait for others of them.
 */
public final class Parallel {

    private Parallel() {}

    /** The results in order of the items; the first failure is thrown when all have ended, the others suppressed onto it. */
    public static <T, R> List<R> map(Collection<T> items, Function<T, R> each) {
        if (items.isEmpty()) {
            return List.of();
        }
        ExecutorService pool = Executors.newFixedThreadPool(items.size(), Parallel::daemon);
        try {
            List<Future<R>> futures = new ArrayList<>();
            items.forEach(item -> futures.add(pool.submit(() -> each.apply(item))));
            return results(futures);
        } finally {
            pool.shutdownNow();
        }
    }

    /** For each of them, at once. */
    public static <T> void forEach(Collection<T> items, Consumer<T> each) {
        map(items, item -> {
            each.accept(item);
            return item;
        });
    }

    /** A thread that keeps no process alive, not started. */
    public static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "engine call");
        thread.setDaemon(true);
        return thread;
    }

    private static <R> List<R> results(List<Future<R>> futures) {
        List<R> results = new ArrayList<>();
        RuntimeException first = null;
        for (Future<R> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                first = add(first, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the engine", e);
            }
        }
        if (first != null) {
            throw first;
        }
        return results;
    }

    private static RuntimeException add(RuntimeException first, Throwable next) {
        if (first != null) {
            first.addSuppressed(next);
            return first;
        }
        return next instanceof RuntimeException known ? known : new IllegalStateException(next);
    }
}
