package io.blackstart.fault;

import java.time.Duration;

/**
 * Data on a link comes in small pieces.
 *
 * @param size of a piece, bytes
 * @param variation plus or minus, less than the size, bytes
 * @param delay between two pieces, at most 1 min
 * @param direction which way
 * @param share of connections that have it, above 0 to 1
 * @param existing what becomes of connections opened before
 */
@Manual(
        says = "Data on a link comes in small pieces.",
        peers = "The same data, in pieces with pauses: a reader that expects a message a read breaks.",
        how = "Toxiproxy's slicer toxic on the link.",
        limits =
                "The kernel may join pieces that arrive together. The proxy halves what it reads until no piece is larger "
                        + "than `size` and `variation`, so pieces are of half to the whole of that.",
        example = """
            - at: 0s
              fault: slicer
              target: { link: pair }
              size: 64B
              variation: 32B
              delay: 10ms
              for: 3s
            """)
public record Slicer(
        @Parameter(says = "of a piece, at most", quantity = Quantity.SIZE, least = 1, byDefault = "64B")
        long size,

        @Parameter(says = "plus or minus, less than the size", quantity = Quantity.SIZE, byDefault = "32B")
        long variation,

        @Parameter(says = "between two pieces", quantity = Quantity.DURATION, most = 60, byDefault = "10ms")
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

    public Slicer {
        Ranges.check(Slicer.class, "size", size);
        Ranges.check(Slicer.class, "delay", delay);
        Ranges.check(Slicer.class, "share", share);
        if (variation < 0 || variation >= size) {
            throw new IllegalArgumentException("variation must be less than the size, was " + variation + "B");
        }
    }
}
