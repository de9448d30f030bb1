package io.blackstart.docker;

import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What is put in on any thread comes out of a stream on another. The JDK's piped streams take the death of the thread that wrote
 * last for a broken pipe.
 */
final class Requests extends InputStream {

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
    private byte[] chunk = END;
    private int position;
    private boolean ended;

    void put(byte[] bytes) {
        if (bytes.length > 0) {
            chunks.add(bytes);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == chunk.length && !next()) {
            return -1;
        }
        int many = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, bytes, offset, many);
        position += many;
        return many;
    }

    private boolean next() {
        if (ended) {
            return false;
        }
        try {
            chunk = chunks.take();
            position = 0;
            ended = chunk.length == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        return !ended;
    }

    @Override
    public int available() {
        return chunk.length - position;
    }

    /** Ends the stream, once all is read. */
    @Override
    public void close() {
        chunks.add(END);
    }
}
