package io.blackstart.gatling;

import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import io.blackstart.load.wire.WireWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code samples.bin} and {@code ledger.bin} of a run, on disk at most a second late. Not thread-safe. */
final class LoadFiles implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final OutputStream samplesFile;
    private final OutputStream writesFile;
    private final WireWriter samples;
    private final WireWriter writes;
    private long flushed = System.nanoTime();

    LoadFiles(Path runFolder) throws IOException {
        samplesFile = new BufferedOutputStream(Files.newOutputStream(runFolder.resolve("samples.bin")), BUFFER);
        writesFile = new BufferedOutputStream(Files.newOutputStream(runFolder.resolve("ledger.bin")), BUFFER);
        samples = new WireWriter(samplesFile);
        writes = new WireWriter(writesFile);
    }

    void sample(Sample sample) throws IOException {
        samples.sample(sample);
        flushEverySecond();
    }

    void arrival(long at) throws IOException {
        samples.arrival(at);
    }

    void write(Write write) throws IOException {
        writes.write(write);
    }

    private void flushEverySecond() throws IOException {
        long now = System.nanoTime();
        if (now - flushed > FLUSH_NANOS) {
            flushed = now;
            samples.flush();
            writes.flush();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            samples.flush();
            writes.flush();
        } finally {
            try {
                samplesFile.close();
            } finally {
                writesFile.close();
            }
        }
    }
}
