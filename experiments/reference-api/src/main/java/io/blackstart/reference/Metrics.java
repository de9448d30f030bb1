package io.blackstart.reference;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Counts, and writes what it counted in Prometheus' text format. */
final class Metrics {
    private final ConcurrentMap<Key, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Supplier<? extends Number>> gauges = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int inFlight;

    /** Registers a figure that is asked for when the metrics are. Call before the first request. */
    void gauge(String name, Supplier<? extends Number> value) {
        gauges.put(name, value);
    }

    /** A request came in. */
    void begun() {
        change(1);
    }

    /** A request is over, answered or not. */
    void ended() {
        change(-1);
    }

    /** Counts an answer by its status as sent, or "cut" where it could not be sent. */
    void answered(String name, String status) {
        requests.computeIfAbsent(new Key(name, status), key -> new LongAdder()).increment();
    }

    /** Waits until no request is in flight. Returns how many are when the time is up. */
    int awaitIdle(long time, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(time);
        lock.lock();
        try {
            while (inFlight > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** All figures, in Prometheus' text format. */
    String text() {
        var text = new StringBuilder("# TYPE api_requests_total counter\n");
        new TreeMap<>(requests)
                .forEach((key, count) ->
                        text.append(key).append(' ').append(count).append('\n'));
        line(text, "api_requests_in_flight", inFlight());
        gauges.forEach((name, value) -> line(text, name, value.get()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Number value) {
        text.append("# TYPE ").append(name).append(" gauge\n");
        text.append(name).append(' ').append(value).append('\n');
    }

    private int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            inFlight += by;
            if (inFlight == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private record Key(String name, String status) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return "api_requests_total{name=\"" + name + "\",status=\"" + status + "\"}";
        }
    }
}
