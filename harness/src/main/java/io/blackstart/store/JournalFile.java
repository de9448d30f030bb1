package io.blackstart.store;

import io.blackstart.engine.JournalSink;
import io.blackstart.journal.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code journal.ndjson}: one event a line. A line is with the operating system before {@link #append} returns, so it outlives
 * this process; intents are on the disk too, so they outlive the machine.
 */
final class JournalFile implements JournalSink, AutoCloseable {

    private final FileChannel channel;

    JournalFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public synchronized void append(Event event) {
        try {
            ByteBuffer line =
                    ByteBuffer.wrap((Json.get().writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            if (event instanceof Event.InjectionIntended || event instanceof Event.UndoIntended) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** All events in order; a last line that was cut off by a kill is left out. */
    static List<Event> read(Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
                boolean last = !reader.ready();
                add(events, line, last, file + ":" + number);
            }
        }
        return events;
    }

    private static void add(List<Event> events, String line, boolean last, String place) throws IOException {
        try {
            events.add(Json.get().readValue(line, Event.class));
        } catch (IOException e) {
            if (!last) {
                throw new IOException(place + ": this is no event of a journal: " + e.getMessage(), e);
            }
        }
    }
}
