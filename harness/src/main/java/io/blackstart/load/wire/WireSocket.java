package io.blackstart.load.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connected socket as two streams that do not wait for each other: those of {@link java.nio.channels.Channels} share one
 * lock before JDK 20, so that a blocked read stops every write (JDK-8279339).
 */
public final class WireSocket implements AutoCloseable {

    private final SocketChannel channel;

    /** Of a connected channel in blocking mode. */
    public WireSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /** Reading; ends where the peer has closed. */
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    /** Writing; each call writes all. */
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
