package io.blackstart.engine;

import io.blackstart.fault.Fault;
import java.time.Duration;
import java.util.List;

/** Proxies that stand in links and can make them bad. A platform runs their server; this speaks to it. */
public interface LinkProxies {

    /** The image of the server. */
    String image();

    /** The port of the server's API in its container. */
    int apiPort();

    /**
     * Waits until the server answers.
     *
     * @throws PlatformUnavailable where it does not within {@code atMost}
     */
    Server connect(String host, int port, Duration atMost);

    /** A server of proxies. */
    interface Server {

        /** Begins to carry a link: what arrives at {@code listenPort} goes to {@code upstream} (address:port). */
        void carry(String proxy, int listenPort, String upstream);

        /**
         * Makes a link bad.
         *
         * @param id unique among the faults on this proxy
         * @return what the server says that is there now, a line each: the evidence
         * @throws IllegalStateException where the server refuses or does not answer in time
         */
        List<String> add(String proxy, String id, Fault fault);

        /**
         * Makes it good again; nothing happens where it is good already.
         *
         * @return what is left of it, a line each; empty where all is gone
         */
        List<String> remove(String proxy, String id);
    }
}
