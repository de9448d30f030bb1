package io.blackstart.docker;

/** Images of our own. */
public final class DockerImages {

    /** Debian with nftables, and a first process that only waits: sandboxes and helpers. */
    public static final String SANDBOX = "blackstart/sandbox:0.5";

    private DockerImages() {}
}
