package io.blackstart.reference;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Structured log: one JSON object a line. What happens at the rate of requests is said once a second, with a count. */
final class Log {
    private static final long SPACING = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final Clock clock;
    private final LongSupplier ticker;
    private final String node;
    private final Map<String, Burst> bursts = new ConcurrentHashMap<>();

    /**
     * @param clock wall time, for people
     * @param ticker monotonic nanoseconds, for the spacing of repeated lines
     */
    Log(PrintStream out, Clock clock, LongSupplier ticker, String node) {
        this.out = out;
        this.clock = clock;
        this.ticker = ticker;
        this.node = node;
    }

    /** Writes a line about something that should happen. */
    void info(String event, Object... keysAndValues) {
        write("info", event, keysAndValues);
    }

    /** Writes a line about something that should not happen; at most one a second of each event. */
    void warn(String event, Object... keysAndValues) {
        long now = ticker.getAsLong();
        Burst burst = bursts.computeIfAbsent(event, name -> new Burst(new AtomicLong(now - SPACING), new AtomicLong()));
        long last = burst.last.get();
        if (now - last < SPACING || !burst.last.compareAndSet(last, now)) {
            burst.unsaid.incrementAndGet();
            return;
        }
        Object[] all = Arrays.copyOf(keysAndValues, keysAndValues.length + 2);
        all[keysAndValues.length] = "unsaid";
        all[keysAndValues.length + 1] = burst.unsaid.getAndSet(0);
        write("warn", event, all);
    }

    /** What a failure says, and what its root cause does: a driver's own message often leaves the reason out. */
    static String why(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == failure ? failure.getMessage() : failure.getMessage() + " (" + root + ")";
    }

    private void write(String level, String event, Object... keysAndValues) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant());
        line.put("level", level);
        line.put("node", node);
        line.put("event", event);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            line.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        out.println(Json.object(line));
    }

    private record Burst(AtomicLong last, AtomicLong unsaid) {}
}
