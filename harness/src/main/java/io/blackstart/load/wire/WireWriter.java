package io.blackstart.load.wire;

import io.blackstart.load.Sample;
import io.blackstart.load.Write;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes records, see the package's description. Not thread-safe. */
@SuppressWarnings("EnumOrdinal") // Ordinals are the format's codes, as the enums say.
public final class WireWriter {

    static final byte[] MAGIC = "BLKSTRT1".getBytes(StandardCharsets.US_ASCII);
    static final int NAME = 1;
    static final int SAMPLE = 2;
    static final int WRITE = 3;
    static final int MARK = 4;
    static final int ARRIVAL = 5;
    static final int PLANNED = 1;
    static final int EXACT = 2;

    /** Of a sample behind its kind. */
    static final int SAMPLE_BYTES = 34;

    /** Of a write between its kind and its id. */
    static final int WRITE_BYTES = 17;

    private final DataOutputStream out;
    private final Map<String, Integer> names = new HashMap<>();

    /** Begins a stream. */
    public WireWriter(OutputStream stream) throws IOException {
        this.out = new DataOutputStream(stream);
        out.write(MAGIC);
    }

    /** Appends a sample. */
    public void sample(Sample sample) throws IOException {
        int scenario = name(sample.scenario());
        int request = name(sample.request());
        int node = sample.node().isEmpty() ? 0 : name(sample.node());
        out.writeByte(SAMPLE);
        out.writeByte((sample.planned() ? PLANNED : 0) | (sample.exact() ? EXACT : 0));
        out.writeByte(sample.outcome().ordinal());
        out.writeShort(sample.status());
        out.writeShort(scenario);
        out.writeShort(request);
        out.writeShort(node);
        out.writeLong(sample.intended());
        out.writeLong(sample.start());
        out.writeLong(sample.end());
    }

    /** Appends a write. */
    public void write(Write write) throws IOException {
        out.writeByte(WRITE);
        out.writeByte(write.outcome().ordinal());
        out.writeLong(write.sent());
        out.writeLong(write.answered());
        text(write.id());
    }

    /** Appends an arrival. */
    public void arrival(long at) throws IOException {
        out.writeByte(ARRIVAL);
        out.writeLong(at);
    }

    /** Appends a mark. */
    public void mark(String name, long value) throws IOException {
        out.writeByte(MARK);
        text(name);
        out.writeLong(value);
    }

    /** Hands everything on. */
    public void flush() throws IOException {
        out.flush();
    }

    private int name(String name) throws IOException {
        Integer known = names.get(name);
        if (known != null) {
            return known;
        }
        int number = names.size() + 1;
        if (number > 0xffff) {
            throw new IOException("more than 65,535 names of scenarios, requests and nodes");
        }
        names.put(name, number);
        out.writeByte(NAME);
        out.writeShort(number);
        text(name);
        return number;
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xffff) {
            throw new IOException("text longer than 65,535 bytes");
        }
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}
