package io.blackstart.docker;

import io.blackstart.topology.Image;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An image that is wanted.
 *
 * @param reference its name
 * @param build how to build it, if known
 * @param pull whether a pull may be tried
 */
public record ImageSpec(String reference, Optional<Image.Build> build, boolean pull) {

    private static final java.util.Set<String> NO_PULL = java.util.Set.of("never", "build");

    /** What a service says of its image. */
    public static ImageSpec of(Image image) {
        return new ImageSpec(image.reference(), image.build(), !NO_PULL.contains(image.pullPolicy()));
    }

    /** An image with a Dockerfile of ours: it is in no registry. */
    public static ImageSpec ours(String reference, Path context) {
        return new ImageSpec(
                reference, Optional.of(new Image.Build(context, "Dockerfile", Map.of(), Optional.empty())), false);
    }
}
