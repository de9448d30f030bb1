package io.blackstart.topology;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where an image comes from: looked for locally, then pulled, then built.
 *
 * @param reference the image's name; for a service that only builds, a name made from project and service
 * @param build how to build it, if the service says
 * @param pullPolicy {@code missing} (the default), {@code always}, {@code never} or {@code build}
 * @param platform such as {@code linux/amd64}
 */
public record Image(String reference, Optional<Build> build, String pullPolicy, Optional<String> platform) {

    /**
     * A build section.
     *
     * @param context absolute folder
     * @param dockerfile relative to the context, or absolute; {@code Dockerfile} by default
     * @param args build arguments
     * @param target stage
     */
    public record Build(Path context, String dockerfile, Map<String, String> args, Optional<String> target) {}
}
