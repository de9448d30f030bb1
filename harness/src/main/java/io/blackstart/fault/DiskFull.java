package io.blackstart.fault;

/**
 * A volume of the node is full.
 *
 * @param volume the volume's name in the Compose file
 * @param leave bytes that stay free
 */
@Manual(
        says = "A volume of the node is full.",
        peers = "What the node makes of ENOSPC: failed writes, usually.",
        how = "A file is written into the volume until no more than `leave` is free, and deleted at " + "the end.",
        limits = "Only for volumes with a size limit (`driver_opts: { type: tmpfs, device: tmpfs, o: "
                + "size=16m }`): another one's disk is the machine's. What the service itself deletes "
                + "meanwhile is free again. Touched means that traffic reached the node: refused writes are "
                + "seen by the service alone.",
        example = """
            - at: 0s
              fault: disk-full
              target: web-1
              volume: data
              for: 3s
              traffic: none-expected
            """)
public record DiskFull(
        @Parameter(says = "a named volume of the service with a size limit", quantity = Quantity.TEXT)
        String volume,

        @Parameter(says = "what stays free", quantity = Quantity.SIZE, byDefault = "0B")
        long leave)
        implements OnVolume {

    public DiskFull {
        Ranges.check(DiskFull.class, "leave", leave);
    }
}
