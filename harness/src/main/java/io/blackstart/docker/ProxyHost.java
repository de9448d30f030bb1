package io.blackstart.docker;

import io.blackstart.engine.LinkProxies;
import java.util.Collection;
import java.util.Optional;

/** Where the server of a kind of link proxies runs. */
public interface ProxyHost {

    /**
     * Attaches it to the networks of these addresses where it is not.
     *
     * @param pods addresses of nodes, one on each network that is wanted
     */
    void attach(Collection<Pod.PodAddress> pods);

    /** Its address on a network that it is attached to. */
    String address(String network);

    /** All of its addresses. */
    Collection<String> addresses();

    /** Starts it, and waits until it answers. */
    LinkProxies.Server start();

    /** How it is with it, for people. */
    String state();

    /** Why it has not run all the time since its last {@link #start} or {@link #replace}; empty where it has. */
    Optional<String> interruption();

    /** Puts another in its place, on the same addresses. */
    LinkProxies.Server replace();
}
