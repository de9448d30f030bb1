package io.blackstart.generator;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The plan of arrivals of the simulation that runs now: arrival number i is planned at zero + i / rate, where zero is when
 * the first one began. Simulations are made by Gatling, so they find it here. Thread-safe.
 */
public final class Plan {

    /** An arrival that begins later than planned by more than this is late: 100 ms. */
    private static final long LATE_NANOS = 100_000_000L;

    private static volatile Plan current;

    private final Settings settings;
    private final Outlet outlet;
    private final boolean live;
    private final AtomicLong index = new AtomicLong();
    private final AtomicLong began = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private volatile long zero;
    private volatile boolean started;
    private volatile long stop = Long.MAX_VALUE;

    Plan(Settings settings, Outlet outlet, boolean live) {
        this.settings = settings;
        this.outlet = outlet;
        this.live = live;
    }

    /** Of the simulation that runs now. */
    public static Plan current() {
        return current;
    }

    void begin() {
        current = this;
    }

    /** Where the load goes. */
    public String baseUrl() {
        return settings.baseUrl();
    }

    /** Arrivals a second. */
    public double rate() {
        return settings.rate();
    }

    /** Bound of the load's duration. */
    public long atMostSeconds() {
        return settings.atMostSeconds();
    }

    /** HTTP method of a write. */
    public String writeMethod() {
        return settings.writeMethod();
    }

    /** Path of the write of that id. */
    public String writePath(String id) {
        return settings.writePath().replace("{id}", id);
    }

    /** The header in which a response names the node that gave it. */
    String servedBy() {
        return settings.servedBy();
    }

    /** A write's id: unique in the run, and of this run. */
    public String id(long arrival) {
        return settings.ids() + "-" + arrival;
    }

    /** Where what became of requests goes. */
    Outlet outlet() {
        return outlet;
    }

    /**
     * A user arrives.
     *
     * @return its planned instant; absent where it is planned after the stop and does not count
     */
    public OptionalLong arrive(long now) {
        long number = index.getAndIncrement();
        if (number == 0) {
            begun(now);
        }
        long planned = planned(number);
        if (planned >= stop) {
            return OptionalLong.empty();
        }
        began.incrementAndGet();
        if (now - planned > LATE_NANOS) {
            late.incrementAndGet();
        }
        return OptionalLong.of(Math.min(planned, now));
    }

    private void begun(long now) {
        zero = now;
        started = true;
        if (live) {
            outlet.zero(now);
        }
    }

    /** For a user's own simulation, whose arrivals nobody plans: the first request is zero. */
    synchronized void firstRequest(long start) {
        if (!started) {
            begun(start);
        }
    }

    /** For a user's own simulation: a user began. */
    void userBegan(long now) {
        began.incrementAndGet();
        if (live) {
            outlet.arrival(now);
        }
    }

    private long planned(long number) {
        return zero + Math.round(number * 1e9 / settings.rate());
    }

    /** No arrival that is planned from that instant on counts. */
    void stopAt(long instant) {
        stop = instant;
    }

    long stop() {
        return stop;
    }

    /** How many arrivals the plan has before the stop. */
    long arrivalsPlanned() {
        if (settings.rate() == 0) {
            return began.get();
        }
        if (!started) {
            return 0;
        }
        long until = Math.min(stop, zero + settings.atMostSeconds() * 1_000_000_000L);
        long guess = Math.max(0, (long) Math.ceil((until - zero) * settings.rate() / 1e9) - 1);
        while (planned(guess) < until) {
            guess++;
        }
        return guess;
    }

    /** How many of those that the plan has before the stop began: one that began while the stop was on its way is beyond it. */
    long arrivals() {
        return settings.rate() == 0 ? began.get() : Math.min(index.get(), arrivalsPlanned());
    }

    long late() {
        return late.get();
    }
}
