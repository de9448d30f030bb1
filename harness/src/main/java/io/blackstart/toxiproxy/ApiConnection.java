package io.blackstart.toxiproxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection to Toxiproxy's API, kept from one call to the next: a toxic is there 0.5 ms after it is asked for; with the
 * JDK's client it takes four times as long, and now and then 100 ms. HTTP/1.0, in which no answer comes in chunks.
 */
final class ApiConnection implements Closeable {

    private static final String LENGTH = "content-length:";
    private static final int NO_CONTENT = 204;

    private final Socket socket = new Socket();
    private final InputStream in;
    private boolean kept = true;

    /** Every wait of its is bounded by {@code atMostMillis}. */
    ApiConnection(InetSocketAddress address, int atMostMillis) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(atMostMillis);
            socket.connect(address, atMostMillis);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** What the server answered. */
    record Answer(int status, String body) {}

    /** Whether it can be used for another call. */
    boolean kept() {
        return kept;
    }

    Answer call(String method, String path, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.0\r\nConnection: keep-alive\r\nHost: toxiproxy\r\nContent-Length: "
                + content.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(content);
        socket.getOutputStream().write(request.toByteArray());
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = status == NO_CONTENT ? 0 : -1;
        boolean stays = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String small = field.toLowerCase(Locale.ROOT);
            length = small.startsWith(LENGTH)
                    ? Integer.parseInt(small.substring(LENGTH.length()).strip())
                    : length;
            stays |= small.equals("connection: keep-alive");
        }
        kept = stays && length >= 0;
        byte[] body = length >= 0 ? in.readNBytes(length) : in.readAllBytes();
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the connection was closed before the answer came");
            }
            line.append((char) one);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
