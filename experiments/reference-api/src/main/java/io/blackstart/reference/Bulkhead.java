package io.blackstart.reference;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads and a short queue of their own for one class of work, and an answer by a deadline whatever becomes of the work.
 *
 * <p>What waits for the database waits here, and nowhere else: the threads that read requests and answer from memory are
 * never held up by it. What finds the queue full is answered at once.
 */
final class Bulkhead implements AutoCloseable {
    private final String name;
    private final Duration deadline;
    private final ScheduledExecutorService timer;
    private final Executor answering;
    private final ThreadPoolExecutor workers;

    /**
     * @param name of the class of work, in threads' names and answers
     * @param threads that work at most
     * @param queue requests that wait for a thread at most
     * @param deadline when a request is answered 503 at the latest
     * @param answering where that answer is sent from, so that the timer is never held up
     */
    Bulkhead(
            String name,
            int threads,
            int queue,
            Duration deadline,
            ScheduledExecutorService timer,
            Executor answering) {
        this.name = name;
        this.deadline = deadline;
        this.timer = timer;
        this.answering = answering;
        this.workers = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), Threads.named(name));
    }

    /** Does the work and lets it answer, or answers for it: at the deadline, when it fails, when there is no room. */
    void run(Answer answer, Work work) {
        try {
            var late = timer.schedule(() -> expire(answer), deadline.toNanos(), TimeUnit.NANOSECONDS);
            workers.execute(() -> work(answer, work, late));
        } catch (RejectedExecutionException e) {
            answer.unavailable(name + ": no room");
        }
    }

    /** Requests that wait for a thread. */
    int waiting() {
        return workers.getQueue().size();
    }

    private void expire(Answer answer) {
        if (!answer.isGiven()) {
            answering.execute(() -> answer.unavailable(name + ": no answer in " + deadline.toMillis() + " ms"));
        }
    }

    private void work(Answer answer, Work work, ScheduledFuture<?> late) {
        if (answer.isGiven()) {
            return;
        }
        try {
            work.answer();
        } catch (SQLException e) {
            answer.unavailable(name + ": " + Log.why(e));
        } catch (RuntimeException e) {
            answer.text(500, "our own fault: " + e);
            throw e;
        } finally {
            late.cancel(false);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    /** Work that may fail for the database's sake. */
    interface Work {
        void answer() throws SQLException;
    }
}
