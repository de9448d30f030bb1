package io.blackstart.store;

import io.blackstart.analysis.RunFacts;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.RunArchive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** {@code readback/NODE.txt}: what a node's ledger gave, one id a line. Streamed both ways: an hour's writes are millions. */
final class ReadBackFile {

    private final Path file;

    ReadBackFile(Path folder, String node) {
        this.file = folder.resolve("readback").resolve(node + ".txt");
    }

    /** Writes it; returns how many ids it holds. */
    long write(RunArchive.Content content) throws IOException, Deployment.LedgerUnreadable {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            content.writeTo(out);
        }
        return read(id -> {});
    }

    /**
     * Its ids.
     *
     * @param count how many there were when it was written: with fewer, the rest would look lost
     */
    RunFacts.Scan<String> ids(long count) {
        return each -> {
            try {
                long found = read(each);
                if (found != count) {
                    throw new IOException(count + " ids were read back, and it holds " + found);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
            }
        };
    }

    private long read(Consumer<? super String> each) throws IOException {
        long count = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String id = line.strip();
                if (!id.isEmpty()) {
                    each.accept(id);
                    count++;
                }
            }
        }
        return count;
    }
}
