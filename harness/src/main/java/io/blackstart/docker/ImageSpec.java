package io.blackstart.docker;

import io.blackstart.topology.Image;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An image that is wanted.
 *
 * @param reference its name
 * @param build how to build it, if known
 * @param policy what may and must be done for it
 * @param platform that it must be for, if that is said
 */
public record ImageSpec(
        String reference, Optional<Image.Build> build, Policy policy, Optional<ImagePlatform> platform) {

    /** Compose's pull policies, from the one that does least on. */
    public enum Policy {
        /** Taken as it is, or built where it is not there. */
        NEVER,
        /** Pulled where it is not there, then built. */
        MISSING,
        /** Pulled though it is there. */
        ALWAYS,
        /** Built though it is there. */
        BUILD
    }

    /** What a service says of its image. */
    public static ImageSpec of(Image image) {
        return new ImageSpec(
                image.reference(),
                image.build(),
                Policy.valueOf(image.pullPolicy().toUpperCase(Locale.ROOT)),
                image.platform().map(ImagePlatform::of));
    }

    /** An image that is built here: it is in no registry. */
    public static ImageSpec built(String reference, Image.Build build) {
        return new ImageSpec(reference, Optional.of(build), Policy.NEVER, Optional.empty());
    }

    /** An image with a Dockerfile of ours. */
    public static ImageSpec ours(String reference, Path context) {
        return built(reference, new Image.Build(context, "Dockerfile", Map.of(), Optional.empty()));
    }

    /** The same image as two services want it: whoever knows how to build it says so, and the more that is asked is done. */
    ImageSpec and(ImageSpec other) {
        return new ImageSpec(
                reference,
                build.or(other::build),
                policy.compareTo(other.policy()) >= 0 ? policy : other.policy(),
                platform.or(other::platform));
    }
}
