package io.blackstart.fault;

/**
 * The node's firewall refuses everybody.
 */
@Manual(
        says = "The node's firewall refuses everybody.",
        peers = "A reset at once (RST), for new connections ECONNREFUSED, for open ones at their next "
                + "packet; for datagrams ICMP port unreachable.",
        how = "nftables in the node's sandbox, and in those of its callers over a proxied link, who "
                + "never reach it.",
        limits = "What the node itself sends is answered with resets, too: its own connections break.",
        example = """
            - at: 0s
              fault: reject
              target: web-1
              for: 3s
            """)
public record Reject() implements OnPackets {}
