package io.blackstart.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Paths of this machine that no node may have, by whatever name or link they are reached. */
final class HostPaths {

    private static final List<Path> KERNELS = List.of(Path.of("/dev"), Path.of("/proc"), Path.of("/sys"));
    private static final List<String> SOCKETS = List.of("docker.sock", "containerd.sock", "podman.sock");
    private static final List<Path> ENGINES = List.of(
            Path.of("/var/run/docker.sock"),
            Path.of("/run/docker.sock"),
            Path.of("/run/containerd"),
            Path.of("/run/podman"));
    private static final String UNIX = "unix://";

    private HostPaths() {}

    /**
     * Why a path is refused.
     *
     * @param environment may name another socket of the engine
     */
    static Optional<String> refusal(Path path, Map<String, String> environment) {
        Path real = real(path);
        if (real.getNameCount() == 0) {
            return Optional.of("a mount of / is refused: it is the whole machine");
        }
        Optional<Path> kernel = KERNELS.stream().filter(real::startsWith).findFirst();
        if (kernel.isPresent()) {
            return Optional.of("a mount of " + real + " is refused: what is below " + kernel.get()
                    + " is this machine's devices and kernel, not files");
        }
        if (isSocket(real)) {
            return Optional.of("the engine's socket is refused: a node that has it owns this machine");
        }
        return holdsSocket(real, environment)
                ? Optional.of("a mount of " + real
                        + " is refused: the engine's socket is in it, and a node that has that owns this machine")
                : Optional.empty();
    }

    private static boolean isSocket(Path real) {
        return SOCKETS.contains(String.valueOf(real.getFileName()))
                || real.startsWith(real(Path.of("/run/containerd")));
    }

    private static boolean holdsSocket(Path real, Map<String, String> environment) {
        Stream<Path> named = Optional.ofNullable(environment.get("DOCKER_HOST"))
                .filter(host -> host.startsWith(UNIX + "/"))
                .map(host -> Path.of(host.substring(UNIX.length())))
                .stream();
        return Stream.concat(ENGINES.stream(), named).map(HostPaths::real).anyMatch(engine -> engine.startsWith(real))
                || SOCKETS.stream().anyMatch(name -> Files.exists(real.resolve(name)));
    }

    /** Without links, as far as it is there. */
    private static Path real(Path path) {
        Path there = path.toAbsolutePath().normalize();
        Path rest = Path.of("");
        while (there.getParent() != null && !Files.exists(there)) {
            rest = there.getFileName().resolve(rest);
            there = there.getParent();
        }
        try {
            return there.toRealPath().resolve(rest).normalize();
        } catch (IOException e) {
            return there.resolve(rest).normalize(); // It went away or cannot be entered: its own name is all there is.
        }
    }
}
