package io.blackstart.fault;

/**
 * The node gets less memory.
 *
 * @param to the limit in bytes, at least 6 MiB
 */
@Manual(
        says = "The node gets less memory.",
        peers = "Slower answers as its page cache shrinks; where it needs more it is killed, and peers "
                + "see a crash.",
        how = "The engine's update of the memory limit; swap goes with it. Of several at once the least "
                + "counts, and the undo of the last writes the earlier values.",
        limits = "With cgroup v1 the kernel refuses a limit below what cannot be reclaimed: then the fault "
                + "is not applied, and says so; with v2 it kills. Touched means that the node met the limit, "
                + "or died.",
        example = """
            - at: 0s
              fault: memory
              target: web-1
              to: 64MB
              for: 3s
              traffic: none-expected
            """)
public record Memory(
        @Parameter(says = "the limit", quantity = Quantity.SIZE, least = 6291456)
        long to) implements OnLimits {

    public Memory {
        Ranges.check(Memory.class, "to", to);
    }
}
