package io.blackstart.fault;

/**
 * A link carries less.
 *
 * @param rate bytes a second and connection, at least 1000; whole kilobytes
 * @param direction which way
 * @param share of connections that have it, above 0 to 1
 * @param existing what becomes of connections opened before
 */
@Manual(
        says = "A link carries less.",
        peers = "Large answers take long; small ones hardly longer.",
        how = "Toxiproxy's bandwidth toxic on the link.",
        limits = "The rate is a connection's, not the link's: two connections carry twice as much.",
        example = """
            - at: 0s
              fault: bandwidth
              target: { link: pair }
              rate: 50KB/s
              for: 3s
            """)
public record Bandwidth(
        @Parameter(says = "bytes a second and connection", quantity = Quantity.BYTE_RATE, least = 1000, graded = true)
        long rate,

        @Parameter(
                says = "which way: towards the caller, towards the callee, or both",
                quantity = Quantity.CHOICE,
                byDefault = "response")
        Direction direction,

        @Parameter(
                says = "of connections that have it; drawn once a connection",
                quantity = Quantity.SHARE,
                most = 1,
                moreThanLeast = true,
                byDefault = "100%")
        double share,

        @Parameter(
                says = "connections opened before: keep (the fault acts on them, too) or cut",
                quantity = Quantity.CHOICE,
                byDefault = "keep")
        Existing existing)
        implements OnLink {

    public Bandwidth {
        Ranges.check(Bandwidth.class, "rate", rate);
        Ranges.check(Bandwidth.class, "share", share);
    }
}
