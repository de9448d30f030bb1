package io.blackstart.fault;

/**
 * The node can resolve no names.
 */
@Manual(
        says = "The node can resolve no names.",
        peers = "Its peers see what the node makes of it; the node's own look-ups time out. "
                + "Connections that are open, and names that are cached, stay.",
        how = "nftables in the node's sandbox: what goes to port 53, the engine's own name server "
                + "included, is dropped where it arrives.",
        limits = "A node that never looks a name up notices nothing.",
        example = """
            - at: 0s
              fault: dns-outage
              target: web-1
              for: 3s
              traffic: none-expected
            """)
public record DnsOutage() implements OnPackets {}
