package io.blackstart.engine;

import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the load came to so far, seen live: for the progress line, the steady state and the end of the recovery watch. The
 * figures of a run never come from here but from its files. Thread-safe.
 */
public final class LiveView implements LoadDriver.LoadListener {

    private static final int MOST_KEPT = 500_000;

    /**
     * The last second.
     *
     * @param rate requests that ended, a second
     * @param success share of them that were answered, 1 of none
     * @param p95Nanos of the answered ones, from their intended start
     */
    public record Snapshot(long rate, double success, long p95Nanos) {}

    private final StopSignal stop;
    private final Ticker ticker;
    private final Deque<Sample> recent = new ArrayDeque<>();
    private final List<Sample> kept = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private long keepNanos = Duration.ofSeconds(10).toNanos();
    private boolean keeping = true;
    private boolean stopping;
    private OptionalLong endedAt = OptionalLong.empty();
    private long keepUntil = Long.MAX_VALUE;
    private final Set<Long> waitedFor = new HashSet<>();
    private final Map<Long, Long> reached = new HashMap<>();
    private long acknowledged;
    private long lastSuccess = Long.MIN_VALUE;

    LiveView(StopSignal stop, Ticker ticker) {
        this.stop = stop;
        this.ticker = ticker;
    }

    /** How far back {@link #holds} will look. */
    synchronized void lookBack(Duration duration) {
        keepNanos = Math.max(keepNanos, duration.toNanos());
    }

    @Override
    public synchronized void sample(Sample sample) {
        recent.addLast(sample);
        if (LiveWindow.ok(sample)) {
            lastSuccess = Math.max(lastSuccess, sample.end());
        }
        while (recent.peekFirst().end() < sample.end() - keepNanos) {
            recent.removeFirst();
        }
        if (keeping && sample.intended() < keepUntil && kept.size() < MOST_KEPT) {
            kept.add(sample);
        }
    }

    @Override
    public synchronized void arrival(long at) {
        if (keeping && at < keepUntil && arrivals.size() < MOST_KEPT) {
            arrivals.add(at);
        }
    }

    @Override
    public synchronized void write(Write write) {
        if (write.outcome() == Write.Answer.ACKNOWLEDGED) {
            acknowledged++;
            if (waitedFor.contains(acknowledged)) {
                reached.put(acknowledged, write.answered());
            }
        }
    }

    /** From the first time it is asked for, or from the count's beginning where it is expected: when it was reached. */
    synchronized OptionalLong acknowledged(long count) {
        Long at = reached.get(count);
        if (at == null && acknowledged >= count) {
            at = ticker.nanos();
            reached.put(count, at);
        }
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** That many acknowledged writes will be asked for. */
    synchronized void expect(long count) {
        waitedFor.add(count);
    }

    /** When the last good request ended; {@link Long#MIN_VALUE} of none. */
    synchronized long lastSuccess() {
        return lastSuccess;
    }

    /** The requests that ended from {@code from} to {@code to}. */
    synchronized LiveWindow window(long from, long to) {
        return LiveWindow.of(recent.stream()
                .filter(sample -> sample.end() >= from && sample.end() < to)
                .toList());
    }

    @Override
    public synchronized void ended() {
        if (!stopping) {
            endedAt = OptionalLong.of(ticker.nanos());
        }
    }

    @Override
    public synchronized void died(String why) {
        if (!stopping) {
            stop.request(ExitCodes.OUR_FAULT, "the load generator died: " + why);
        }
    }

    /** From here on the generator's end is no surprise. */
    synchronized void stopping() {
        stopping = true;
    }

    /** Whether the simulation was over before it was told to stop. */
    synchronized boolean endedEarly() {
        return endedAt.isPresent();
    }

    /** When the simulation was over by itself. */
    synchronized OptionalLong endedAt() {
        return endedAt;
    }

    /** Requests that are intended later than that are not kept for the steady state. */
    synchronized void keepUntil(long instant) {
        keepUntil = instant;
    }

    /** The samples so far, once: for the steady state. Later ones are not kept. */
    synchronized List<Sample> takeKept() {
        keeping = false;
        List<Sample> taken = List.copyOf(kept);
        kept.clear();
        return taken;
    }

    /** The arrivals so far that nobody planned. */
    synchronized List<Long> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The last second before {@code now}. */
    public synchronized Snapshot snapshot(long now) {
        LiveWindow last = window(now - Duration.ofSeconds(1).toNanos(), Long.MAX_VALUE);
        return new Snapshot(
                last.requests(), last.success(), (long) last.answered().percentile(95));
    }

    /** Whether each window within the last {@code hold} before {@code now} had answers, and at least that share of them. */
    synchronized boolean holds(long now, Duration hold, Duration window, double ratio) {
        long width = window.toNanos();
        for (long end = now; end - width >= now - hold.toNanos(); end -= width / 2) {
            if (successBetween(end - width, end) < ratio) {
                return false;
            }
        }
        return true;
    }

    private double successBetween(long from, long to) {
        long all = 0;
        long ok = 0;
        for (Sample sample : recent) {
            if (sample.end() >= from && sample.end() < to) {
                all++;
                ok += LiveWindow.ok(sample) ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double) ok / all;
    }
}
