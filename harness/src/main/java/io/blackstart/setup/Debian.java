package io.blackstart.setup;

import io.blackstart.engine.PlatformUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A machine with Debian's packages, on which we are root. */
final class Debian {

    private static final long MINUTES = 10;

    private Debian() {}

    /** Whether this is one. */
    static boolean here() {
        return Files.exists(Path.of("/etc/debian_version"))
                && Shell.has("apt-get")
                && "root".equals(System.getProperty("user.name"));
    }

    /**
     * Installs packages.
     *
     * @throws PlatformUnavailable where that cannot be done here
     */
    static void install(String... packages) {
        if (!here()) {
            throw new PlatformUnavailable(
                    "This needs " + String.join(", ", packages)
                            + ", and packages are installed by this command on Debian"
                            + " and Ubuntu as root only. Install them by hand, then run it again.",
                    null);
        }
        Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
        Shell.run(MINUTES, quiet, List.of("apt-get", "update", "-q"));
        List<String> command = new ArrayList<>(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
        command.addAll(List.of(packages));
        Shell.run(MINUTES, quiet, command);
    }
}
