package io.blackstart.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import java.util.Locale;
import java.util.Map;

/**
 * What an image is made for.
 *
 * @param said as the file says it, such as {@code linux/arm64/v8}
 * @param os operating system
 * @param architecture the engine's name of it
 */
record ImagePlatform(String said, String os, String architecture) {

    private static final Map<String, String> OTHER_NAMES =
            Map.of("x86_64", "amd64", "x86-64", "amd64", "aarch64", "arm64", "armhf", "arm", "i386", "386");

    /** Of {@code linux/amd64}, or of the architecture alone. */
    static ImagePlatform of(String said) {
        String[] parts = said.toLowerCase(Locale.ROOT).split("/");
        String os = parts.length > 1 ? parts[0] : "linux";
        String architecture = parts.length > 1 ? parts[1] : parts[0];
        return new ImagePlatform(said, os, OTHER_NAMES.getOrDefault(architecture, architecture));
    }

    /** Whether an image is for it; a variant is left to the engine, which tells none. */
    boolean matches(InspectImageResponse image) {
        return os.equals(image.getOs()) && architecture.equals(image.getArch());
    }
}
