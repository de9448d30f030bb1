package io.blackstart.catalogue.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection of a caller's. */
final class Wire {

    private final byte[] buffer = new byte[1 << 16];
    private Socket socket = new Socket();

    /** {@code open}, {@code refused}, {@code silent}, or what else the kernel says. */
    String open(InetSocketAddress callee, int timeoutMillis) {
        try {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(timeoutMillis);
            socket.connect(callee, timeoutMillis);
            return "open";
        } catch (SocketTimeoutException e) {
            return "silent";
        } catch (ConnectException e) {
            return "refused";
        } catch (IOException e) {
            return word(e);
        }
    }

    private static String word(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("reset") || text.contains("Broken pipe") ? "reset" : text.replaceAll("\\W+", "-");
    }

    /** A request without a body, and its answer; one that closes the connection is read to its end. */
    Seen ask(String method, String path) {
        long from = System.nanoTime();
        Reading reading = new Reading(from);
        try {
            write(method, path);
            return reading.read(socket.getInputStream(), path.contains("close"));
        } catch (SocketTimeoutException e) {
            return reading.ended("silent");
        } catch (IOException e) {
            return reading.ended(word(e));
        }
    }

    private void write(String method, String path) throws IOException {
        String request = method + " " + path + " HTTP/1.1\r\nHost: callee\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** A request whose answer nobody reads. */
    String send(String method, String path) {
        try {
            write(method, path);
            return "sent";
        } catch (IOException e) {
            return word(e);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            System.err.println("did not close: " + e.getMessage());
        }
    }

    private final class Reading {
        private final StringBuilder head = new StringBuilder();
        private final long from;
        private long bytes;
        private int reads;
        private int most;
        private long last;

        Reading(long from) {
            this.from = from;
            this.last = from;
        }

        Seen read(InputStream in, boolean toItsEnd) throws IOException {
            while (toItsEnd || !whole()) {
                int count = in.read(buffer);
                if (count < 0) {
                    return ended(whole() ? status() : "eof");
                }
                last = System.nanoTime();
                bytes += count;
                reads++;
                most = Math.max(most, count);
                if (head.indexOf("\r\n\r\n") < 0) {
                    head.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
                }
            }
            return ended(status());
        }

        private boolean whole() {
            int end = head.indexOf("\r\n\r\n");
            int length = head.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
            if (end < 0 || length < 0) {
                return false;
            }
            String size = head.substring(length + 16, head.indexOf("\r\n", length));
            return bytes >= end + 4 + Long.parseLong(size);
        }

        private String status() {
            return head.substring(9, 12);
        }

        Seen ended(String ending) {
            return new Seen(ending, bytes, reads, most, last - from, System.nanoTime() - from);
        }
    }
}
