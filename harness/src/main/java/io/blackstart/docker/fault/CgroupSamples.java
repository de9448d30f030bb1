package io.blackstart.docker.fault;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.ThrottlingDataConfig;
import io.blackstart.docker.Pod;
import io.blackstart.docker.RunScope;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the kernel counts of one node's use of its limits, as the engine reads it once a second. Bounded; thread-safe. */
final class CgroupSamples implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupSamples.class);
    private static final int MOST = 3_600;

    private final RunScope scope;
    private final Pod pod;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Optional<Stream> stream = Optional.empty();

    /**
     * At an instant.
     *
     * @param at when it arrived, monotonic nanoseconds
     * @param throttled periods in which it was made to wait
     * @param waitedNanos how long, over all of its threads
     * @param cpuNanos used
     * @param usage bytes of memory
     * @param limit of memory
     * @param failures how often the memory limit was met (cgroup v1; 0 with v2)
     */
    record Sample(long at, long throttled, long waitedNanos, long cpuNanos, long usage, long limit, long failures) {}

    CgroupSamples(Pod pod, RunScope scope) {
        this.pod = pod;
        this.scope = scope;
    }

    /** From here on; nothing where it is open already. The engine ends the stream when the node dies. */
    synchronized void open() {
        if (stream.isEmpty() || stream.get().ended) {
            stream = Optional.of(new Stream());
            scope.docker().statsCmd(pod.containerId()).exec(stream.get());
        }
    }

    /** Waits for the first. */
    boolean await(Duration atMost) {
        return awaitAfter(Long.MIN_VALUE, atMost);
    }

    /** Waits for one that arrives after that instant. */
    synchronized boolean awaitAfter(long instant, Duration atMost) {
        long givenUp = System.nanoTime() + atMost.toNanos();
        while (samples.isEmpty() || samples.getLast().at() < instant) {
            long left = givenUp - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** The last one. */
    synchronized Optional<Sample> latest() {
        return Optional.ofNullable(samples.peekLast());
    }

    /** Those between two instants; where there are not two of them, with one more on each side. */
    synchronized CgroupCourse between(long from, long to) {
        List<Sample> all = new ArrayList<>(samples);
        return CgroupCourse.of(all, from, to);
    }

    private synchronized void add(Statistics read) {
        CpuStatsConfig cpu = read.getCpuStats();
        MemoryStatsConfig memory = read.getMemoryStats();
        if (cpu == null || memory == null || memory.getUsage() == null || cpu.getCpuUsage() == null) {
            return; // The node does not run.
        }
        ThrottlingDataConfig throttling = cpu.getThrottlingData();
        samples.addLast(new Sample(
                scope.ticker().nanos(),
                throttling == null ? 0 : orZero(throttling.getThrottledPeriods()),
                throttling == null ? 0 : orZero(throttling.getThrottledTime()),
                orZero(cpu.getCpuUsage().getTotalUsage()),
                orZero(memory.getUsage()),
                orZero(memory.getLimit()),
                orZero(memory.getFailcnt())));
        if (samples.size() > MOST) {
            samples.removeFirst();
        }
        notifyAll();
    }

    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }

    @Override
    public void close() {
        stream.ifPresent(Stream::end);
    }

    private final class Stream extends ResultCallback.Adapter<Statistics> {
        private volatile boolean ended;

        @Override
        public void onNext(Statistics read) {
            add(read);
        }

        @Override
        public void onComplete() {
            ended = true;
            super.onComplete();
        }

        @Override
        public void onError(Throwable thrown) {
            ended = true;
            LOG.info("the statistics of {} ended: {}", pod.node().name(), thrown.toString());
            super.onError(thrown);
        }

        void end() {
            try {
                close();
            } catch (IOException e) {
                LOG.info("the statistics of {} did not close: {}", pod.node().name(), e.toString());
            }
        }
    }
}
