package io.blackstart.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version of the engine's API is spoken: the smaller of the engine's own and 1.44. Without it Testcontainers 2.0 asks
 * for 1.44 and falls back to 1.32 without a word; engines 29 refuse anything below 1.44. Only the system property
 * {@code api.version} is honoured, and only before its first use.
 */
final class ApiVersion {

    static final String NEWEST = "1.44";
    private static final Logger LOG = LoggerFactory.getLogger(ApiVersion.class);

    private ApiVersion() {}

    /** Asks once; where the usual socket does not answer, Testcontainers' own search goes on as it does. */
    static synchronized void negotiate() {
        if (System.getProperty("api.version") == null) {
            ofEngine(System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock"))
                    .map(ApiVersion::spoken)
                    .ifPresent(version -> System.setProperty("api.version", version));
        }
    }

    /** The smaller of the two. */
    static String spoken(String engines) {
        return number(engines) < number(NEWEST) ? engines : NEWEST;
    }

    private static int number(String version) {
        String[] parts = version.split("\\.", 2);
        return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }

    /** By hand over the socket: no client can be made before the version is known. HTTP/1.0 keeps the answer unchunked. */
    private static Optional<String> ofEngine(String host) {
        if (!host.startsWith("unix://")) {
            return Optional.empty();
        }
        Path socket = Path.of(URI.create(host).getPath());
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap("GET /version HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            return Optional.ofNullable(
                    new ObjectMapper().readTree(body).path("ApiVersion").textValue());
        } catch (IOException | RuntimeException e) {
            LOG.info("{} does not tell its version: {}", host, e.toString());
            return Optional.empty();
        }
    }
}
