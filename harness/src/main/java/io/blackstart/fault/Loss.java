package io.blackstart.fault;

/**
 * A share of the node's packets is lost, both ways.
 *
 * @param share of packets that are lost, 0 to 1; as rules have it, in steps of 0.001 %
 */
@Manual(
        says = "A share of the node's packets is lost, both ways.",
        peers = "Retransmissions, stalls of 200 ms and more, in the end time-outs; datagrams that do " + "not come.",
        how = "nftables in the node's sandbox and its peers': each packet that arrives is dropped "
                + "with that probability, independently.",
        limits =
                "Random and independent, not in bursts, in steps of 0.001%. Packets to addresses outside the run are lost "
                        + "on their way back only.",
        example = """
            - at: 0s
              fault: loss
              target: web-1
              share: 20%
              for: 3s
            """)
public record Loss(
        @Parameter(
                says = "of packets that are lost",
                quantity = Quantity.SHARE,
                most = 1,
                asked = 0.00001,
                graded = true)
        double share)
        implements OnPackets {

    public Loss {
        Ranges.check(Loss.class, "share", share);
    }
}
