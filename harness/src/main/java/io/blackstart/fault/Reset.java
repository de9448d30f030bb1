package io.blackstart.fault;

import java.time.Duration;

/**
 * Connections on a link are reset.
 *
 * @param delay how long after data came, at most 1 h
 * @param direction which way
 * @param share of connections that have it, above 0 to 1
 * @param existing what becomes of connections opened before
 */
@Manual(
        says = "Connections on a link are reset.",
        peers = "ECONNRESET at the next data, or after `delay`.",
        how = "Toxiproxy's reset_peer toxic on the link.",
        limits = "A connection over which nothing is sent is not reset; one that was open before the fault "
                + "sees the end of the stream instead. With a delay and a share of less than 100 %, a connection "
                + "that waits for its reset when the fault ends holds the proxy up: after a few seconds the "
                + "proxy is replaced, which ends every connection that goes through it.",
        example = """
            - at: 0s
              fault: reset
              target: { link: pair }
              for: 3s
            """)
public record Reset(
        @Parameter(says = "how long after data came", quantity = Quantity.DURATION, most = 3600, byDefault = "0s")
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

    public Reset {
        Ranges.check(Reset.class, "delay", delay);
        Ranges.check(Reset.class, "share", share);
    }
}
