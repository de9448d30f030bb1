package io.blackstart.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import io.blackstart.engine.PlatformUnavailable;
import org.testcontainers.DockerClientFactory;

/**
 * The Docker engine, found as Testcontainers finds it ({@code DOCKER_HOST}, contexts, Colima, Podman,
 * {@code ~/.testcontainers.properties}).
 *
 * @param client for everything
 * @param version of the engine, such as {@code 20.10.24}
 * @param apiVersion that is spoken
 */
public record Engine(DockerClient client, String version, String apiVersion) {

    private static final String WHAT_TO_DO =
            "Start an engine, or let \"blackstart setup\" install and start one; \"blackstart doctor\" looks.";

    /**
     * Connects.
     *
     * @throws PlatformUnavailable where no engine answers, with what to do
     */
    public static Engine connect() {
        ApiVersion.negotiate();
        try {
            DockerClient client = DockerClientFactory.instance().client();
            Version version = client.versionCmd().exec();
            return new Engine(client, version.getVersion(), System.getProperty("api.version", version.getApiVersion()));
        } catch (RuntimeException e) {
            throw new PlatformUnavailable("No Docker engine can be used: " + rootCause(e) + ". " + WHAT_TO_DO, e);
        }
    }

    private static String rootCause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
