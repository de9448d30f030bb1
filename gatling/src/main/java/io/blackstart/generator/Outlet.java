package io.blackstart.generator;

import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import io.blackstart.load.wire.Marks;
import io.blackstart.load.wire.WireWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands records to the harness: a lock-free queue, bounded in length, and one thread that empties it every 10 ms. What does
 * not fit is dropped and counted; the counts then disagree, which makes the run INCONCLUSIVE.
 */
final class Outlet {

    private static final int MOST = 500_000;
    private static final long DRAIN_NANOS = 10_000_000L;

    /** One record on its way. */
    private interface Entry {
        void write(WireWriter writer) throws IOException;
    }

    private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final WireWriter writer;
    private volatile boolean broken;

    Outlet(OutputStream out) throws IOException {
        this.writer = new WireWriter(new BufferedOutputStream(out, 1 << 16));
        Thread thread = new Thread(this::drainAlways, "outlet");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes what is not worth sending: the warm-up's. */
    static Outlet nowhere() throws IOException {
        return new Outlet(OutputStream.nullOutputStream());
    }

    void sample(Sample sample) {
        put(out -> out.sample(sample));
    }

    void write(Write write) {
        put(out -> out.write(write));
    }

    void arrival(long at) {
        put(out -> out.arrival(at));
    }

    void mark(String name, long value) {
        put(out -> out.mark(name, value));
    }

    void zero(long instant) {
        mark(Marks.ZERO, instant);
    }

    private void put(Entry entry) {
        if (queued.get() - written.get() < MOST) {
            queued.incrementAndGet();
            queue.add(entry);
        }
    }

    private void drainAlways() {
        while (!broken) {
            drain();
            LockSupport.parkNanos(DRAIN_NANOS);
        }
    }

    private void drain() {
        try {
            boolean any = false;
            for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
                entry.write(writer);
                written.incrementAndGet();
                any = true;
            }
            if (any) {
                writer.flush();
            }
        } catch (IOException e) {
            // The harness is gone: the reader of its commands sees the end of the stream and ends this process.
            broken = true;
        }
    }

    /** Waits until all is handed on; at most that long. */
    void awaitEmpty(long nanos) {
        long until = System.nanoTime() + nanos;
        while (written.get() < queued.get() && !broken && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000L);
        }
    }
}
