package io.blackstart.fault;

/**
 * The node's process dies by SIGKILL.
 */
@Manual(
        says = "The node's process dies by SIGKILL.",
        peers = "Refusal at once (ECONNREFUSED); open connections are closed or reset. The node's "
                + "address and name stay.",
        how = "SIGKILL from the engine's PID namespace, as the kernel or a bug would do it, so the "
                + "service's own restart policy acts. With `for` the node is held down so long, then "
                + "started.",
        limits = "Nothing is lost that the kernel holds: the page cache survives the process.",
        example = """
            - at: 0s
              fault: crash
              target: web-1
              for: 3s
            """)
public record Crash() implements OnProcess {

    @Override
    public boolean needsEnd() {
        return false;
    }
}
