package io.blackstart.generator;

import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import io.blackstart.load.wire.Marks;
import io.blackstart.load.wire.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;

/** What the harness says. When it hangs up before the end, this process ends at once, whatever it does. */
final class Commands {

    private static final int ORPHANED = 3;

    private final InputStream in;
    private final CountDownLatch hungUp;
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile LongConsumer stop = instant -> {};

    Commands(InputStream in, CountDownLatch hungUp) {
        this.in = in;
        this.hungUp = hungUp;
        Thread thread = new Thread(this::listen, "commands");
        thread.setDaemon(true);
        thread.start();
    }

    void onStop(LongConsumer reaction) {
        stop = reaction;
    }

    void awaitGo() {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted before the load began", e);
        }
    }

    private void listen() {
        try {
            new WireReader(in).readAll(new Handler());
        } catch (IOException e) {
            System.err.println("the harness cannot be understood: " + e);
        }
        hungUp.countDown();
        Runtime.getRuntime().halt(ORPHANED);
    }

    /** GO and STOP; the harness sends nothing else. */
    private final class Handler implements WireReader.Handler {
        @Override
        public void sample(Sample sample) throws IOException {
            throw new IOException("a sample");
        }

        @Override
        public void write(Write write) throws IOException {
            throw new IOException("a write");
        }

        @Override
        public void mark(String name, long value) throws IOException {
            switch (name) {
                case Marks.GO -> go.countDown();
                case Marks.STOP -> stop.accept(value);
                default -> throw new IOException("the mark " + name);
            }
        }
    }
}
