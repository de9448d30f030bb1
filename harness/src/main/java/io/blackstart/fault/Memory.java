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
        how = "The engine's update of the memory limit. The undo writes the earlier values.",
        limits = "The kernel refuses a limit below what cannot be reclaimed: then the fault is not "
                + "applied, and says so.",
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
