package io.blackstart.fault;

/**
 * Connections on a link are closed after so many bytes.
 *
 * @param bytes after which a connection is closed
 * @param direction which way
 * @param share of connections that have it, above 0 to 1
 * @param existing what becomes of connections opened before
 */
@Manual(
        says = "Connections on a link are closed after so many bytes.",
        peers = "Answers that end too early.",
        how = "Toxiproxy's limit_data toxic on the link.",
        limits = "Counted from the fault's beginning on connections that were open.",
        example = """
            - at: 0s
              fault: limit-data
              target: { link: pair }
              bytes: 100B
              for: 3s
            """)
public record LimitData(
        @Parameter(says = "after which a connection is closed", quantity = Quantity.SIZE, least = 1)
        long bytes,

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

    public LimitData {
        Ranges.check(LimitData.class, "bytes", bytes);
        Ranges.check(LimitData.class, "share", share);
    }
}
