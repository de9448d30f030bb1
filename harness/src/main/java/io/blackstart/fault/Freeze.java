package io.blackstart.fault;

/**
 * The node's processes stand still, as in a long garbage collection or a stalled virtual machine.
 */
@Manual(
        says = "The node's processes stand still, as in a long garbage collection or a stalled " + "virtual machine.",
        peers = "Connects succeed (the kernel accepts), requests are never answered while it lasts; "
                + "all at once after it.",
        how = "The engine's pause (the cgroup freezer).",
        limits = "The kernel goes on: it accepts, acknowledges and buffers on behalf of the frozen.",
        example = """
            - at: 0s
              fault: freeze
              target: web-1
              for: 3s
            """)
public record Freeze() implements OnProcess {}
