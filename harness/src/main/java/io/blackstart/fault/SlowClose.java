package io.blackstart.fault;

import java.time.Duration;

/**
 * Connections on a link close late.
 *
 * @param delay how much later, at most 1 h
 * @param direction which way
 * @param share of connections that have it, above 0 to 1
 * @param existing what becomes of connections opened before
 */
@Manual(
        says = "Connections on a link close late.",
        peers = "The end of the stream comes late, so what reads until then waits.",
        how = "Toxiproxy's slow_close toxic on the link.",
        limits = "Data is as fast as before.",
        example = """
            - at: 0s
              fault: slow-close
              target: { link: pair }
              delay: 1s
              for: 3s
            """)
public record SlowClose(
        @Parameter(says = "how much later they close", quantity = Quantity.DURATION, most = 3600, moreThanLeast = true)
        Duration delay,

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

    public SlowClose {
        Ranges.check(SlowClose.class, "delay", delay);
        Ranges.check(SlowClose.class, "share", share);
    }
}
