package io.blackstart.fault;

/**
 * The node is cut off from everybody, and runs on.
 */
@Manual(
        says = "The node is cut off from everybody, and runs on.",
        peers = "Silence both ways: connects time out, open connections stall. After the end TCP goes "
                + "on when its backoff comes round, which takes as long again as the cut.",
        how = "nftables in the node's sandbox and its peers': packets are dropped where they arrive, "
                + "so no sender sees an error. The loopback and the engine's name server stay.",
        limits = "Datagrams to addresses outside the run are refused to the sender (EPERM) instead of " + "vanishing.",
        example = """
            - at: 0s
              fault: isolate
              target: web-1
              for: 3s
            """)
public record Isolate() implements OnPackets {}
