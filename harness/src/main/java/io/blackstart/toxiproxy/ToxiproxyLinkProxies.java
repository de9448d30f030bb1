package io.blackstart.toxiproxy;

import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.PlatformUnavailable;
import io.blackstart.fault.Http;
import io.blackstart.fault.OnLink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Links carried by Toxiproxy 2.12: every fault of a link but those that look at requests. */
public final class ToxiproxyLinkProxies implements LinkProxies {

    /** The image, of the version whose semantics the faults' descriptions tell. */
    public static final String IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    private static final int API_PORT = 8474;
    private static final Duration CALL_AT_MOST = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

    @Override
    public String name() {
        return "toxiproxy";
    }

    @Override
    public boolean carries(OnLink fault) {
        return !(fault instanceof Http);
    }

    @Override
    public Program program() {
        return new Program(IMAGE, Optional.empty(), List.of("-host", "0.0.0.0"), Map.of(), API_PORT);
    }

    @Override
    public Server connect(String host, int port, Duration atMost) {
        ToxiproxyApi api = new ToxiproxyApi(host, port, CALL_AT_MOST);
        long givenUp = System.nanoTime() + atMost.toNanos();
        IOException last = null;
        while (System.nanoTime() < givenUp) {
            try {
                api.version();
                return new ToxiproxyServer(api);
            } catch (IOException e) {
                last = e;
                LockSupport.parkNanos(LOOK_AGAIN);
            }
        }
        throw new PlatformUnavailable(
                "Toxiproxy at " + host + ":" + port + " did not answer within " + atMost.toSeconds() + " s", last);
    }
}
