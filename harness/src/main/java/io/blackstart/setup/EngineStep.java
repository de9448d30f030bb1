package io.blackstart.setup;

import io.blackstart.docker.Engine;
import io.blackstart.engine.PlatformUnavailable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A Docker engine that answers: found as a run finds it, else Debian's, started by systemd or in a session of its own. */
final class EngineStep implements Step {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Path LOG = Path.of("/var/log/blackstart-dockerd.log");
    private static final long UP_WITHIN = Duration.ofSeconds(60).toNanos();
    private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();

    private Engine engine;

    /** Of an engine that is right. */
    synchronized Engine engine() {
        if (engine == null) {
            engine = Engine.connect();
        }
        return engine;
    }

    @Override
    public String name() {
        return "the Docker engine";
    }

    /** Testcontainers never looks twice, so its look is kept for when there is something to see. */
    @Override
    public boolean right() {
        if (!elsewhere() && !answers()) {
            return false;
        }
        engine();
        return true;
    }

    /** Whether the user points to an engine, or runs one of his own: then that one is taken, or named in the error. */
    private static boolean elsewhere() {
        Path home = Path.of(System.getProperty("user.home"));
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/nonexistent");
        return System.getenv("DOCKER_HOST") != null
                || pointed(home.resolve(".testcontainers.properties"))
                || Files.exists(Path.of(runtime, "docker.sock"))
                || Files.exists(home.resolve(".docker").resolve("run").resolve("docker.sock"))
                || !System.getProperty("os.name").equals("Linux");
    }

    /** Testcontainers writes this file itself; only a host in it is the user's word. */
    private static boolean pointed(Path properties) {
        if (!Files.isReadable(properties)) {
            return false;
        }
        try {
            return Files.readAllLines(properties).stream()
                    .anyMatch(line -> line.matches("\\s*(docker|tc)\\.host\\s*=.*"));
        } catch (IOException e) {
            throw new UncheckedIOException(properties + " cannot be read", e);
        }
    }

    private static boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(SOCKET));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String how() {
        return (Shell.has("dockerd") ? "" : "install Debian's docker.io and iptables, and ")
                + (systemd() ? "systemctl start docker" : "start dockerd in a session of its own");
    }

    private static boolean systemd() {
        return Files.isDirectory(Path.of("/run/systemd/system"));
    }

    @Override
    public void mend() {
        if (!Shell.has("dockerd")) {
            if (!Debian.here()) {
                throw new PlatformUnavailable(
                        "No Docker engine answers at " + SOCKET + ", and one is installed by this command on Debian and"
                                + " Ubuntu as root only. Install and start Docker Engine, Docker Desktop, Colima or Podman,"
                                + " then run this again.",
                        null);
            }
            Debian.install("docker.io", "iptables");
        }
        if (!answers()) {
            start();
        }
        await();
        engine();
    }

    private static void start() {
        if (systemd()) {
            Shell.run(2, Map.of(), List.of("systemctl", "start", "docker"));
            return;
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new PlatformUnavailable("The engine is not running, and only root can start it: sudo dockerd", null);
        }
        try {
            new ProcessBuilder("setsid", "dockerd")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                    .redirectInput(new File("/dev/null"))
                    .start();
        } catch (IOException e) {
            throw new PlatformUnavailable("dockerd could not be started: " + e.getMessage(), e);
        }
    }

    private static void await() {
        long until = System.nanoTime() + UP_WITHIN;
        while (!answers()) {
            if (System.nanoTime() > until) {
                throw new PlatformUnavailable(
                        "The engine did not answer at " + SOCKET + " within 60 s; see " + LOG, null);
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }
}
