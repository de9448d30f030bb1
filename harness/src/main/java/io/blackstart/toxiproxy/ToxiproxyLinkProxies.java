package io.blackstart.toxiproxy;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.PlatformUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Links carried by Toxiproxy 2.12. */
public final class ToxiproxyLinkProxies implements LinkProxies {

    /** The image, of the version whose semantics the faults' descriptions tell. */
    public static final String IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    private static final int API_PORT = 8474;
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();
    private static final String CONNECT_TIMEOUT = "sun.net.client.defaultConnectTimeout";
    private static final String READ_TIMEOUT = "sun.net.client.defaultReadTimeout";

    /** The client has no time-outs of its own, and a hung server holds calls for 25 s: the JDK's defaults bound them. */
    public ToxiproxyLinkProxies() {
        System.getProperties().putIfAbsent(CONNECT_TIMEOUT, "2000");
        System.getProperties().putIfAbsent(READ_TIMEOUT, "5000");
    }

    @Override
    public String image() {
        return IMAGE;
    }

    @Override
    public int apiPort() {
        return API_PORT;
    }

    @Override
    public Server connect(String host, int port, Duration atMost) {
        ToxiproxyClient client = new ToxiproxyClient(host, port);
        long givenUp = System.nanoTime() + atMost.toNanos();
        IOException last = null;
        while (System.nanoTime() < givenUp) {
            try {
                client.version();
                return new ToxiproxyServer(client);
            } catch (IOException e) {
                last = e;
                LockSupport.parkNanos(LOOK_AGAIN);
            }
        }
        throw new PlatformUnavailable(
                "Toxiproxy at " + host + ":" + port + " did not answer within " + atMost.toSeconds() + " s", last);
    }
}
