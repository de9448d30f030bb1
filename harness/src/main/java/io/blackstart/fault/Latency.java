package io.blackstart.fault;

import java.time.Duration;

/**
 * Data on a link arrives late.
 *
 * @param delay added to each chunk of data, at most 1 h
 * @param jitter uniform, plus or minus, at most the delay
 * @param direction which way
 * @param share of connections that have it, above 0 to 1
 * @param existing what becomes of connections opened before
 */
@Manual(
        says = "Data on a link arrives late.",
        peers = "Answers come later by the delay, once a round trip and direction. Connecting is not " + "delayed.",
        how = "Toxiproxy's latency toxic on the link.",
        limits = "It delays data, not handshakes: a connect is as fast as before. A share of open connections is drawn "
                + "anew whenever a fault begins or ends on the link.",
        example = """
            - at: 0s
              fault: latency
              target: { link: pair }
              delay: 300ms
              jitter: 50ms
              for: 3s
            """)
public record Latency(
        @Parameter(
                says = "added to each chunk of data",
                quantity = Quantity.DURATION,
                most = 3600,
                moreThanLeast = true,
                graded = true)
        Duration delay,

        @Parameter(says = "uniform, plus or minus", quantity = Quantity.DURATION, most = 3600, byDefault = "0s")
        Duration jitter,

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

    public Latency {
        Ranges.check(Latency.class, "delay", delay);
        Ranges.check(Latency.class, "share", share);
        if (jitter.isNegative() || jitter.compareTo(delay) > 0) {
            throw new IllegalArgumentException("jitter must be at most the delay, was " + jitter.toMillis() + "ms");
        }
    }
}
