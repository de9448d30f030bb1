package io.blackstart.fault;

/**
 * The node's host is gone, as by a power cut.
 */
@Manual(
        says = "The node's host is gone, as by a power cut.",
        peers = "Silence: connects time out, requests are never answered, nothing is closed.",
        how = "All packets are dropped both ways in the node's sandbox, then the process dies by "
                + "SIGKILL. The undo lets packets through, then starts the service, as a booting host "
                + "does.",
        limits = "The kernel's page cache survives, so this does not test durability to disk.",
        example = """
            - at: 0s
              fault: host-loss
              target: web-1
              for: 3s
            """)
public record HostLoss() implements OnProcess {}
