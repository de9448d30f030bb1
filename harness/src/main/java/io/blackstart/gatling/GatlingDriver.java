package io.blackstart.gatling;

import io.blackstart.engine.LoadDriver;
import io.blackstart.engine.StopSignal;
import io.blackstart.load.wire.WireSocket;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Load from Gatling, in a JVM of its own. */
public final class GatlingDriver implements LoadDriver {

    private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** What a unix socket's path may have on Linux and macOS, with a margin. */
    private static final int PATH_BYTES = 100;

    private final GeneratorCommand command;

    /**
     * A driver.
     *
     * @param java the java program
     * @param libraries folder with the load side's jars
     */
    public GatlingDriver(Path java, Path libraries) {
        this.command = new GeneratorCommand(java, libraries);
    }

    @Override
    public Generator prepare(Order order, LoadListener listener, StopSignal stop) {
        try {
            Path socket = socketPath(order.runFolder());
            Path log =
                    Files.createDirectories(order.runFolder().resolve("logs")).resolve("generator.log");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                server.configureBlocking(false);
                Process process = start(order, socket, log);
                return connected(order, listener, stop, server, process, log);
            } finally {
                remove(socket, order.runFolder());
            }
        } catch (IOException e) {
            throw new LoadFailed("the load generator could not be started: " + e.getMessage(), e);
        }
    }

    /** In the run's folder where its path is short enough. */
    private static Path socketPath(Path runFolder) throws IOException {
        Path inFolder = runFolder.toAbsolutePath().resolve("generator.socket");
        if (inFolder.toString().getBytes(StandardCharsets.UTF_8).length <= PATH_BYTES) {
            return inFolder;
        }
        return Files.createTempDirectory("blackstart").resolve("generator.socket");
    }

    private static void remove(Path socket, Path runFolder) throws IOException {
        Files.deleteIfExists(socket);
        if (!socket.getParent().equals(runFolder.toAbsolutePath())) {
            Files.deleteIfExists(socket.getParent());
        }
    }

    private Process start(Order order, Path socket, Path log) throws IOException {
        Path results = order.runFolder().toAbsolutePath().resolve("gatling");
        ProcessBuilder builder = new ProcessBuilder(command.of(order, socket, results));
        builder.redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return builder.start();
    }

    private static Generator connected(
            Order order, LoadListener listener, StopSignal stop, ServerSocketChannel server, Process process, Path log)
            throws IOException {
        long until = System.nanoTime() + READY_NANOS;
        SocketChannel channel = null;
        try {
            while ((channel = server.accept()) == null) {
                check(process, stop, until, log);
                LockSupport.parkNanos(LOOK_NANOS);
            }
            channel.configureBlocking(true);
            GeneratorProcess generator = new GeneratorProcess(
                    process, new WireSocket(channel), new LoadFiles(order.runFolder()), listener, log);
            while (!generator.ready()) {
                check(process, stop, until, log);
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return generator;
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static void check(Process process, StopSignal stop, long until, Path log) {
        if (stop.requested()) {
            throw new LoadFailed("stopped while the load generator got ready", null);
        }
        if (!process.isAlive()) {
            throw new LoadFailed(
                    "the load generator ended with " + process.exitValue() + " before it was ready:\n" + tail(log),
                    null);
        }
        if (System.nanoTime() > until) {
            throw new LoadFailed(
                    "the load generator was not ready within " + TimeUnit.NANOSECONDS.toSeconds(READY_NANOS) + " s:\n"
                            + tail(log),
                    null);
        }
    }

    /** The last lines of its log, for a message. */
    static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }
}
