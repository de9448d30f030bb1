package io.blackstart.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What is written to an agent, as a stream that waits for more until it is closed. The JDK's pipes break when the thread that
 * wrote last has ended, and requests come from threads that end.
 */
final class Requests extends InputStream {

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private byte[] current = {};
    private int position;

    void add(byte[] request) {
        waiting.add(request);
    }

    @Override
    public void close() {
        waiting.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (position == current.length && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, buffer, offset, count);
        position += count;
        return count;
    }

    private boolean next() throws IOException {
        try {
            current = waiting.take();
            position = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a request");
        }
        if (current.length == 0) {
            waiting.add(END); // Who reads again finds the end again.
        }
        return current.length > 0;
    }
}
