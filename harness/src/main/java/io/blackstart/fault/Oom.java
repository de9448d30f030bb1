package io.blackstart.fault;

/**
 * The kernel kills the node's process because its memory is used up.
 */
@Manual(
        says = "The kernel kills the node's process because its memory is used up.",
        peers = "Refusal at once (ECONNREFUSED), then what the restart policy makes of it.",
        how = "Memory is taken inside the node's own cgroup until its limit is met, and the kernel's "
                + "OOM killer chooses the service. The limit is the node's own, else what it uses and 8 "
                + "MB more. With `for` the node is held down so long, then started; the earlier limit is "
                + "written back.",
        limits = "A service of several processes may lose only its largest one.",
        example = """
            - at: 0s
              fault: oom
              target: web-1
              for: 3s
            """)
public record Oom() implements OnProcess {

    @Override
    public boolean needsEnd() {
        return false;
    }
}
