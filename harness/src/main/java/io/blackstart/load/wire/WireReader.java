package io.blackstart.load.wire;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads records, see the package's description. Give it a buffered stream. Not thread-safe. */
public final class WireReader {

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Write.Answer[] ANSWERS = Write.Answer.values();

    /** Takes what is read. */
    public interface Handler {
        /** A sample. */
        void sample(Sample sample) throws IOException;

        /** A write. */
        void write(Write write) throws IOException;

        /** An arrival. */
        default void arrival(long at) throws IOException {}

        /** A mark. */
        void mark(String name, long value) throws IOException;
    }

    private final DataInputStream in;
    private final Map<Integer, String> names = new HashMap<>();

    /**
     * Reads a stream's beginning.
     *
     * @throws IOException where it does not begin as a stream of this format does
     */
    public WireReader(InputStream stream) throws IOException {
        this.in = new DataInputStream(stream);
        byte[] magic = in.readNBytes(WireWriter.MAGIC.length);
        if (magic.length > 0 && !Arrays.equals(magic, WireWriter.MAGIC)) {
            throw new IOException("this is not a Blackstart stream: it begins with " + Arrays.toString(magic));
        }
        names.put(0, "");
    }

    /** Reads to the end; a record that is cut off at the end is left out. */
    public void readAll(Handler handler) throws IOException {
        try {
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                record(kind, handler);
            }
        } catch (EOFException e) {
            // The writer was killed in the middle of this record; all before it is whole.
        }
    }

    private void record(int kind, Handler handler) throws IOException {
        switch (kind) {
            case WireWriter.NAME -> names.put(in.readUnsignedShort(), text());
            case WireWriter.SAMPLE -> handler.sample(sample());
            case WireWriter.WRITE -> handler.write(write());
            case WireWriter.ARRIVAL -> handler.arrival(in.readLong());
            case WireWriter.MARK -> handler.mark(text(), in.readLong());
            default -> throw new IOException("no record is of kind " + kind + ": the stream is damaged");
        }
    }

    private Sample sample() throws IOException {
        int flags = in.readUnsignedByte();
        Outcome outcome = OUTCOMES[in.readUnsignedByte()];
        int status = in.readUnsignedShort();
        String scenario = names.get(in.readUnsignedShort());
        String request = names.get(in.readUnsignedShort());
        String node = names.get(in.readUnsignedShort());
        long intended = in.readLong();
        long start = in.readLong();
        long end = in.readLong();
        return new Sample(
                scenario,
                request,
                intended,
                start,
                end,
                outcome,
                status,
                node,
                (flags & WireWriter.PLANNED) != 0,
                (flags & WireWriter.EXACT) != 0);
    }

    private Write write() throws IOException {
        Write.Answer answer = ANSWERS[in.readUnsignedByte()];
        long sent = in.readLong();
        long answered = in.readLong();
        return new Write(text(), sent, answered, answer);
    }

    private String text() throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
