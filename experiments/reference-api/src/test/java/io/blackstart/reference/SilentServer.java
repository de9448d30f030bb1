package io.blackstart.reference;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts every connection and says nothing, until the other side hangs up. */
final class SilentServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();
    /** Connections that ended with a reset, not with an end of stream: hung up either way. */
    private final Queue<IOException> hungUp = new ConcurrentLinkedQueue<>();

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("silent"));

    SilentServer() throws IOException {
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many connections there ever were at one time. */
    int mostOpen() {
        return mostOpen.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                accepted.add(socket);
                mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                threads.execute(() -> listen(socket));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void listen(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            hungUp.add(e);
        } finally {
            open.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : accepted) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
