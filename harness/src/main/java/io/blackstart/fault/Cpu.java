package io.blackstart.fault;

/**
 * The node gets less CPU.
 *
 * @param to of the node's own limit, else of one core, 0.01 to 1
 */
@Manual(
        says = "The node gets less CPU.",
        peers = "Slower answers, then time-outs, as load exceeds what is left.",
        how = "The engine's update of the CPU quota (the kernel's bandwidth control, periods of 100 "
                + "ms). Of several at once the least counts, and the undo of the last writes the earlier values.",
        limits = "Takes effect in slices of 100 ms: short work between two slices is as fast as before. Not "
                + "less than a hundredth of a core. Touched means that the kernel made the node wait.",
        example = """
            - at: 0s
              fault: cpu
              target: web-1
              to: 25%
              for: 3s
              traffic: none-expected
            """)
public record Cpu(
        @Parameter(
                says = "of the node's own limit, else of one core",
                quantity = Quantity.SHARE,
                least = 0.01,
                most = 1,
                graded = true)
        double to)
        implements OnLimits {

    public Cpu {
        Ranges.check(Cpu.class, "to", to);
    }
}
