package io.blackstart.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import io.blackstart.engine.Deployment;
import io.blackstart.topology.Marker;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the output of some nodes from now on, and says once when a line is there that a pattern finds. The engine ends the
 * stream when a node dies, so it is asked for anew until closed.
 */
final class MarkerWatch implements Deployment.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(MarkerWatch.class);
    private static final long AGAIN_MILLIS = 50;

    private final RunScope scope;
    private final Pattern pattern;
    private final LongConsumer seen;
    private final long begun;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<Follow> following = ConcurrentHashMap.newKeySet();

    MarkerWatch(RunScope scope, Marker marker, LongConsumer seen) {
        this.scope = scope;
        this.pattern = Pattern.compile(marker.line());
        this.seen = seen;
        this.begun = scope.ticker().wallNanos();
        scope.topology().nodesOf(marker.from()).forEach(node -> {
            Pod pod = scope.pods().get(node.name());
            Parallel.daemon(() -> follow(pod)).start();
        });
    }

    private void follow(Pod pod) {
        long last = begun;
        try {
            while (over.getCount() > 0) {
                last = followOnce(pod, last);
                over.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long followOnce(Pod pod, long after) throws InterruptedException {
        Follow follow = new Follow(after);
        following.add(follow);
        try {
            scope.docker()
                    .logContainerCmd(pod.containerId())
                    .withFollowStream(true)
                    .withTimestamps(true)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withSince((int) (after / 1_000_000_000L))
                    .exec(follow);
            if (over.getCount() > 0) {
                follow.awaitCompletion();
            }
        } catch (DockerException e) {
            LOG.info("the output of {} cannot be followed: {}", pod.node().name(), e.toString());
        } finally {
            following.remove(follow);
            follow.end();
        }
        return follow.last();
    }

    private synchronized void found(long epochNanos) {
        if (over.getCount() > 0) {
            over.countDown();
            long now = scope.ticker().nanos();
            seen.accept(Math.min(now, epochNanos + Stamps.offset(scope.ticker())));
        }
    }

    @Override
    public void close() {
        over.countDown();
        following.forEach(Follow::end);
    }

    private final class Follow extends ResultCallback.Adapter<Frame> {
        private final LogLines lines = new LogLines(this::line);
        private long last;

        Follow(long after) {
            this.last = after;
        }

        @Override
        public synchronized void onNext(Frame frame) {
            lines.add(frame.getPayload());
        }

        private void line(LogLines.Line line) {
            if (line.epochNanos() <= last) {
                return; // The engine looks back to the beginning of the second.
            }
            last = line.epochNanos();
            if (pattern.matcher(line.text()).find()) {
                found(line.epochNanos());
                end();
            }
        }

        synchronized long last() {
            return last;
        }

        void end() {
            try {
                close();
            } catch (IOException e) {
                LOG.info("a stream of output did not close: {}", e.toString());
            }
        }
    }
}
