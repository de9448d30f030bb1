package io.blackstart.haproxy;

import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.fault.Http;
import io.blackstart.fault.OnLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Links carried by HAProxy 3.0, which looks at requests; what it does to them is told at run time ({@code link.lua}). */
public final class HaproxyLinkProxies implements LinkProxies {

    /** The image, which the catalogue's topologies use, too. */
    public static final String IMAGE = "blackstart/haproxy:3.0";

    /** The folder of its Dockerfile. */
    public static final String DOCKERFILES = "haproxy";

    private static final int API_PORT = 8475;
    private static final Duration CALL_AT_MOST = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public boolean carries(OnLink fault) {
        return fault instanceof Http;
    }

    @Override
    public Program program() {
        Map<String, String> files = Map.of(
                "/etc/haproxy/haproxy.cfg", resource("haproxy.cfg"), "/etc/haproxy/link.lua", resource("link.lua"));
        return new Program(IMAGE, Optional.of(DOCKERFILES), List.of(), files, API_PORT);
    }

    private static String resource(String name) {
        try (InputStream in = HaproxyLinkProxies.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + name, e);
        }
    }

    @Override
    public Server connect(String host, int port, Duration atMost) {
        RuntimeApi api = new RuntimeApi(host, port, CALL_AT_MOST);
        long givenUp = System.nanoTime() + atMost.toNanos();
        IOException last = null;
        while (System.nanoTime() < givenUp) {
            try {
                api.awake();
                return new HaproxyServer(api);
            } catch (IOException e) {
                last = e;
                LockSupport.parkNanos(LOOK_AGAIN);
            }
        }
        throw new PlatformUnavailable(
                "HAProxy at " + host + ":" + port + " did not answer within " + atMost.toSeconds() + " s", last);
    }
}
