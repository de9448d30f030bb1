package io.blackstart.engine;

import io.blackstart.fault.OnLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A kind of proxies that stand in links and can make them bad. A platform runs their server, one a kind; this speaks to it.
 * What a link suffers is told as the whole set of the faults that are on it, so that they begin and end in any order.
 */
public interface LinkProxies {

    /** What it is called, in small letters. */
    String name();

    /** Whether this kind can make that fault. */
    boolean carries(OnLink fault);

    /** What a platform runs. */
    Program program();

    /**
     * Waits until the server answers.
     *
     * @throws PlatformUnavailable where it does not within {@code atMost}
     */
    Server connect(String host, int port, Duration atMost);

    /**
     * A server as a container runs it.
     *
     * @param image its reference
     * @param dockerfiles folder of ours that it is built from; empty: it is pulled, or made by {@code setup}
     * @param command its arguments; empty: the image's own
     * @param files absolute path in the container to content
     * @param apiPort where it is spoken to
     */
    record Program(
            String image, Optional<String> dockerfiles, List<String> command, Map<String, String> files, int apiPort) {}

    /**
     * A carried way.
     *
     * @param name unique in the server
     * @param listenPort where connections arrive, 20001 or higher
     * @param upstream where they go, {@code ADDRESS:PORT}
     */
    record Way(String name, int listenPort, String upstream) {}

    /** A server of proxies. Calls about different ways may come at the same time. */
    interface Server {

        /** Begins to carry a way; one of that name goes to its new upstream from here on. */
        void carry(Way way) throws ServerLost;

        /**
         * Makes a way suffer these faults and no others.
         *
         * @param faults by an id each, in the order in which they began
         * @return what had to be done beside it, a line each; mostly nothing
         * @throws IllegalStateException where the server refuses, with its reason
         */
        List<String> set(String way, Map<String, OnLink> faults) throws ServerLost;

        /** What the server says that is there of a fault, a line each: the evidence. Empty where it is not, or not all of it. */
        List<String> shown(String way, String id, OnLink fault) throws ServerLost;

        /** Closes the connections that are open on a way, or sees to it that their next request does. */
        void cut(String way) throws ServerLost;

        /** How often a fault met something, where the server counts that. */
        OptionalLong met(String way, String id) throws ServerLost;
    }

    /** The server answers no more, or not in time: another has to take its place. */
    final class ServerLost extends Exception {
        private static final long serialVersionUID = 1L;

        public ServerLost(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
