package io.blackstart.catalogue.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Serves {@code /bytes/N} and keeps the connection, and {@code /close/N}, after which it closes it. */
public final class Callee {

    private Callee() {}

    /** Serves on a port, for ever. */
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(Integer.parseInt(args[0])), 256);
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "serves");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String request = head(in);
            while (request != null && answer(request.split(" ")[1], socket.getOutputStream())) {
                request = head(in);
            }
        } catch (IOException e) {
            System.err.println("the caller went: " + e.getMessage());
        }
    }

    /** Its first line; null at the end. */
    private static String head(BufferedReader in) throws IOException {
        String first = in.readLine();
        String line = first;
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return line == null ? null : first;
    }

    /** Whether the connection is kept. */
    private static boolean answer(String path, OutputStream out) throws IOException {
        int size = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        boolean close = path.contains("close");
        String fields = "HTTP/1.1 200 OK\r\nContent-Length: " + size + (close ? "\r\nConnection: close" : "");
        byte[] head = (fields + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + size];
        System.arraycopy(head, 0, all, 0, head.length);
        out.write(all);
        return !close;
    }
}
