package io.blackstart.haproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** HAProxy's runtime API over TCP, with the commands of {@code link.lua}: one a connection, each bounded. */
final class RuntimeApi {

    private static final String OK = "ok\n";

    private final InetSocketAddress address;
    private final int atMostMillis;

    RuntimeApi(String host, int port, Duration atMost) {
        this.address = new InetSocketAddress(host, port);
        this.atMostMillis = Math.toIntExact(atMost.toMillis());
    }

    /** Whether our commands are there. */
    void awake() throws IOException {
        String said = exchange("blackstart show 0");
        if (!said.startsWith("failed") && !said.startsWith(OK)) {
            throw new IOException("it does not know our commands: " + said.strip());
        }
    }

    /**
     * Runs a command.
     *
     * @param words none with white space
     * @return the lines that it answered
     * @throws IOException where nobody answers, or the way is not known
     */
    List<String> ask(String... words) throws IOException {
        String command = "blackstart " + String.join(" ", words);
        String said = exchange(command);
        if (!said.startsWith(OK)) {
            throw new IOException(command + ": " + said.strip());
        }
        return said.substring(OK.length())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private String exchange(String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, atMostMillis);
            socket.setSoTimeout(atMostMillis);
            socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
