package io.blackstart.docker.fault;

import io.blackstart.docker.Parallel;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the counters of some nodes once a second while the load runs, so that it is known what flowed to a node in the last
 * seconds before a fault: a balancer takes a dead node out at once, and what met the fault is what was on its way.
 */
final class TrafficWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrafficWatch.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final int KEPT = 8;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Function<String, CounterReading> read;
    private final Map<String, Deque<CounterReading>> readings = new HashMap<>();

    TrafficWatch(Collection<String> nodes, Function<String, CounterReading> read) {
        this.read = read;
        nodes.forEach(node -> readings.put(node, new ArrayDeque<>()));
        if (!nodes.isEmpty()) {
            Parallel.daemon(this::readAlways).start();
        }
    }

    private void readAlways() {
        try {
            while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                readings.keySet().forEach(this::readOne);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOne(String node) {
        try {
            keep(node, read.apply(node));
        } catch (IllegalStateException e) {
            LOG.info("no reading of {}: {}", node, e.getMessage()); // The next one is as good; none is no traffic.
        }
    }

    private synchronized void keep(String node, CounterReading reading) {
        Deque<CounterReading> kept = readings.get(node);
        kept.addLast(reading);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    /** The last reading that is at least so old, else the oldest there is. */
    synchronized java.util.Optional<CounterReading> before(String node, long instant) {
        Deque<CounterReading> kept = readings.getOrDefault(node, new ArrayDeque<>());
        return kept.stream()
                .filter(reading -> reading.at() <= instant)
                .reduce((first, second) -> second)
                .or(() -> kept.stream().findFirst());
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
