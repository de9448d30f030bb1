package io.blackstart.fault;

import java.time.Duration;

/**
 * What is sent on a link vanishes.
 *
 * @param close when the connection is closed, at most 1 h; 0: never
 * @param direction which way
 * @param share of connections that have it, above 0 to 1
 * @param existing what becomes of connections opened before
 */
@Manual(
        says = "What is sent on a link vanishes.",
        peers = "Connects succeed, nothing is answered; after `close` the connection is closed.",
        how = "Toxiproxy's timeout toxic on the link.",
        limits = "The proxy accepts on behalf of the callee: silence from the connect on is `isolate` "
                + "or `partition`. A callee that closes its connection after an answer closes the caller's, too: where the "
                + "answers vanish (`response`), its caller sees an early end instead of silence. When the fault ends, the "
                + "connections that it held are closed.",
        example = """
            - at: 0s
              fault: black-hole
              target: { link: pair }
              for: 3s
            """)
public record BlackHole(
        @Parameter(
                says = "when the connection is closed; 0: never",
                quantity = Quantity.DURATION,
                most = 3600,
                byDefault = "0s")
        Duration close,

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

    public BlackHole {
        Ranges.check(BlackHole.class, "close", close);
        Ranges.check(BlackHole.class, "share", share);
    }
}
