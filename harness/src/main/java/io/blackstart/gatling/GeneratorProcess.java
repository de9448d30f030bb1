package io.blackstart.gatling;

import io.blackstart.engine.LoadDriver;
import io.blackstart.load.LoadCounts;
import io.blackstart.load.Sample;
import io.blackstart.load.Vitals;
import io.blackstart.load.Write;
import io.blackstart.load.wire.Marks;
import io.blackstart.load.wire.WireReader;
import io.blackstart.load.wire.WireSocket;
import io.blackstart.load.wire.WireWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A generator that runs: what it says goes to the listener and to the run's files. */
final class GeneratorProcess implements LoadDriver.Generator {

    private static final long ZERO_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long EXIT_SECONDS = 5;

    private final Process process;
    private final WireSocket socket;
    private final LoadFiles files;
    private final LoadDriver.LoadListener listener;
    private final Path log;
    private final WireWriter commands;
    private final Thread reader;
    private final VitalsReader vitals;
    private final Map<String, Long> marks = new HashMap<>();
    private boolean over;
    private boolean closed;

    GeneratorProcess(Process process, WireSocket socket, LoadFiles files, LoadDriver.LoadListener listener, Path log)
            throws IOException {
        this.process = process;
        this.socket = socket;
        this.files = files;
        this.listener = listener;
        this.log = log;
        this.commands = new WireWriter(socket.out());
        this.vitals = new VitalsReader(Path.of("/proc"), process.pid());
        this.reader = new Thread(this::listen, "generator");
        reader.setDaemon(true);
        reader.start();
    }

    boolean ready() {
        return mark(Marks.READY).isPresent();
    }

    private synchronized OptionalLong mark(String name) {
        return marks.containsKey(name) ? OptionalLong.of(marks.get(name)) : OptionalLong.empty();
    }

    private synchronized void marked(String name, long value) {
        marks.put(name, value);
        notifyAll();
    }

    private void listen() {
        String failure = "its socket closed";
        try {
            new WireReader(socket.in()).readAll(new Handler());
        } catch (IOException | UncheckedIOException e) {
            failure = String.valueOf(e.getMessage());
        }
        endOfStream(failure);
    }

    private void endOfStream(String failure) {
        boolean unexpected;
        synchronized (this) {
            over = true;
            unexpected = !closed && !marks.containsKey(Marks.DONE);
            notifyAll();
        }
        if (unexpected) {
            listener.died(failure + "\n" + GatlingDriver.tail(log));
        }
    }

    @Override
    public long release() {
        send(Marks.GO, 0);
        return await(Marks.ZERO, ZERO_NANOS)
                .orElseThrow(() -> new LoadDriver.LoadFailed(
                        "the load generator sent no request within "
                                + TimeUnit.NANOSECONDS.toSeconds(ZERO_NANOS) + " s of its release:\n"
                                + GatlingDriver.tail(log),
                        null));
    }

    @Override
    public LoadDriver.Stopped stop() {
        long at = System.nanoTime();
        if (mark(Marks.DONE).isEmpty()) {
            send(Marks.STOP, at);
        }
        if (await(Marks.DONE, STOP_NANOS).isEmpty()) {
            close();
            throw new LoadDriver.LoadFailed(
                    "the load generator did not end in order:\n" + GatlingDriver.tail(log), null);
        }
        close();
        return new LoadDriver.Stopped(at, counts());
    }

    @Override
    public Optional<Vitals> vitals() {
        return vitals.read();
    }

    private synchronized LoadCounts counts() {
        return new LoadCounts(
                marks.get(Marks.PLANNED),
                marks.get(Marks.ARRIVALS),
                marks.get(Marks.TAPPED),
                marks.get(Marks.LOGGED),
                marks.get(Marks.LATE),
                marks.containsKey(Marks.ENDED));
    }

    private void send(String name, long value) {
        try {
            commands.mark(name, value);
            commands.flush();
        } catch (IOException e) {
            throw new LoadDriver.LoadFailed(
                    "the load generator cannot be reached: " + e.getMessage() + "\n" + GatlingDriver.tail(log), e);
        }
    }

    private synchronized OptionalLong await(String name, long nanos) {
        long until = System.nanoTime() + nanos;
        try {
            while (!marks.containsKey(name) && !over && System.nanoTime() < until) {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadDriver.LoadFailed("interrupted while waiting for the load generator's " + name, e);
        }
        return mark(name);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            socket.close();
            if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join(TimeUnit.SECONDS.toMillis(EXIT_SECONDS));
            files.close();
        } catch (IOException e) {
            throw new LoadDriver.LoadFailed("the requests could not be written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** Records to the files and to the listener, marks to those who wait for them. */
    private final class Handler implements WireReader.Handler {
        @Override
        public void sample(Sample sample) throws IOException {
            files.sample(sample);
            listener.sample(sample);
        }

        @Override
        public void write(Write write) throws IOException {
            files.write(write);
            listener.write(write);
        }

        @Override
        public void arrival(long at) throws IOException {
            files.arrival(at);
            listener.arrival(at);
        }

        @Override
        public void mark(String name, long value) {
            if (name.equals(Marks.ENDED)) {
                listener.ended();
            }
            marked(name, value);
        }
    }
}
