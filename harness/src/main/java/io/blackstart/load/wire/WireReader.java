package io.blackstart.load.wire;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads records, see the package's description. Buffers by itself, and hands on each record as soon as it is there. Not
 * thread-safe.
 */
public final class WireReader {

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Write.Answer[] ANSWERS = Write.Answer.values();

    /** More than the longest record: a text of 65,535 bytes and what stands before it. */
    private static final int BUFFER = 1 << 17;

    private static final int NAMES = 1 << 16;

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

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    /** What of the buffer is read and not yet handed on: from here to {@link #end}. */
    private int at;

    private int end;
    private final String[] names = new String[NAMES];

    /**
     * Reads a stream's beginning.
     *
     * @param stream needs no buffer
     * @throws IOException where it does not begin as a stream of this format does
     */
    public WireReader(InputStream stream) throws IOException {
        this.in = stream;
        byte[] magic = in.readNBytes(WireWriter.MAGIC.length);
        if (!Arrays.equals(magic, Arrays.copyOf(WireWriter.MAGIC, magic.length))) {
            throw new IOException("this is not a Blackstart stream: it begins with " + Arrays.toString(magic));
        }
        names[0] = "";
    }

    /**
     * Reads to the end; a record that is cut off at the end is left out.
     *
     * @throws IOException where the stream is damaged before its end, or the handler throws one
     */
    public void readAll(Handler handler) throws IOException {
        try {
            while (has(1)) {
                record(nextByte(), handler);
            }
        } catch (EOFException e) {
            // The writer was killed in the middle of this record; all before it is whole.
        }
    }

    private void record(int kind, Handler handler) throws IOException {
        switch (kind) {
            case WireWriter.NAME -> name();
            case WireWriter.SAMPLE -> handler.sample(sample());
            case WireWriter.WRITE -> handler.write(write());
            case WireWriter.ARRIVAL -> handler.arrival(instant());
            case WireWriter.MARK -> handler.mark(text(), instant());
            default -> throw damaged("no record is of kind " + kind);
        }
    }

    private static IOException damaged(String how) {
        return new IOException(how + ": the stream is damaged");
    }

    private void name() throws IOException {
        need(Short.BYTES);
        int number = nextShort();
        names[number] = text();
    }

    private Sample sample() throws IOException {
        need(WireWriter.SAMPLE_BYTES);
        int flags = nextByte();
        Outcome outcome = oneOf(OUTCOMES, "outcome");
        int status = nextShort();
        String scenario = named();
        String request = named();
        String node = named();
        return new Sample(
                scenario,
                request,
                nextLong(),
                nextLong(),
                nextLong(),
                outcome,
                status,
                node,
                (flags & WireWriter.PLANNED) != 0,
                (flags & WireWriter.EXACT) != 0);
    }

    private Write write() throws IOException {
        need(WireWriter.WRITE_BYTES);
        Write.Answer answer = oneOf(ANSWERS, "answer");
        long sent = nextLong();
        long answered = nextLong();
        return new Write(text(), sent, answered, answer);
    }

    private <T> T oneOf(T[] values, String what) throws IOException {
        int code = nextByte();
        if (code >= values.length) {
            throw damaged("no " + what + " has the code " + code);
        }
        return values[code];
    }

    private String named() throws IOException {
        int number = nextShort();
        if (names[number] == null) {
            throw damaged("a sample has name " + number + ", which was never told");
        }
        return names[number];
    }

    private long instant() throws IOException {
        need(Long.BYTES);
        return nextLong();
    }

    private String text() throws IOException {
        need(Short.BYTES);
        int length = nextShort();
        need(length);
        at += length;
        return new String(buffer, at - length, length, StandardCharsets.UTF_8);
    }

    private int nextByte() {
        return Byte.toUnsignedInt(buffer[at++]);
    }

    private int nextShort() {
        at += Short.BYTES;
        return Short.toUnsignedInt((short) SHORTS.get(buffer, at - Short.BYTES));
    }

    private long nextLong() {
        at += Long.BYTES;
        return (long) LONGS.get(buffer, at - Long.BYTES);
    }

    private void need(int bytes) throws IOException {
        if (!has(bytes)) {
            throw new EOFException();
        }
    }

    private boolean has(int bytes) throws IOException {
        return end - at >= bytes || fill(bytes);
    }

    /** Waits for no more than is needed; false where the stream ends before. */
    private boolean fill(int needed) throws IOException {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        int read = 0;
        while (end < needed && read >= 0) {
            read = in.read(buffer, end, BUFFER - end);
            end += Math.max(0, read);
        }
        return read >= 0;
    }
}
