package io.blackstart.catalogue.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Calls as it is told, line by line, and says what it saw. */
public final class Caller {

    private final int calleePort;
    private final Map<String, Wire> wires = new HashMap<>();

    private Caller(int calleePort) {
        this.calleePort = calleePort;
    }

    /** Listens on a port, for one teller after the other: PORT CALLEE_PORT. */
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(Integer.parseInt(args[0]))) {
            while (true) {
                try (Socket socket = server.accept()) {
                    new Caller(Integer.parseInt(args[1])).obey(socket);
                } catch (IOException e) {
                    System.err.println("the teller went: " + e.getMessage());
                }
            }
        }
    }

    private void obey(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
        String line = in.readLine();
        while (line != null) {
            out.println(answer(line.split(" ")));
            line = in.readLine();
        }
        wires.values().forEach(Wire::close);
    }

    /**
     * {@code open NAME CALLEE TIMEOUT}; {@code ask NAME METHOD PATH}: {@link Wire#ask}; {@code send NAME METHOD PATH}: reads
     * nothing; {@code same COUNT NAME METHOD PATH}: nanoseconds a request; {@code each COUNT CALLEE METHOD PATH TIMEOUT}: a
     * connection a request, {@code OUTCOME:NANOS} each.
     */
    private String answer(String[] words) {
        return switch (words[0]) {
            case "open" -> open(words[1], words[2], Integer.parseInt(words[3]));
            case "send" -> wires.get(words[1]).send(words[2], words[3]);
            case "ask" -> wires.get(words[1]).ask(words[2], words[3]).toString();
            case "same" -> same(Integer.parseInt(words[1]), wires.get(words[2]), words[3], words[4]);
            case "each" -> each(Integer.parseInt(words[1]), words[2], words[3], words[4], Integer.parseInt(words[5]));
            default -> "unknown " + words[0];
        };
    }

    private String open(String name, String callee, int timeoutMillis) {
        Wire before = wires.remove(name);
        if (before != null) {
            before.close();
        }
        Wire wire = new Wire();
        String outcome = wire.open(new InetSocketAddress(callee, calleePort), timeoutMillis);
        wires.put(name, wire);
        return outcome;
    }

    private static String same(int count, Wire wire, String method, String path) {
        StringJoiner nanos = new StringJoiner(" ");
        for (int i = 0; i < count; i++) {
            Seen seen = wire.ask(method, path);
            nanos.add(seen.ending().equals("200") ? String.valueOf(seen.dataNanos()) : seen.ending());
        }
        return nanos.toString();
    }

    private String each(int count, String callee, String method, String path, int timeoutMillis) {
        StringJoiner all = new StringJoiner(" ");
        for (int i = 0; i < count; i++) {
            Wire wire = new Wire();
            String opened = wire.open(new InetSocketAddress(callee, calleePort), timeoutMillis);
            Seen seen = opened.equals("open") ? wire.ask(method, path) : Seen.nothing(opened);
            all.add(seen.ending() + ":" + seen.dataNanos());
            wire.close();
        }
        return all.toString();
    }
}
