package io.blackstart.fault;

/**
 * The kernel kills the node's process because its memory is used up.
 */
@Manual(
        says = "The kernel kills the node's process because its memory is used up.",
        peers = "Refusal at once (ECONNREFUSED), then what the restart policy makes of it.",
        how = "The limit is lowered to what the node uses and 8 MiB more, a helper takes memory inside "
                + "the node's own cgroup until it is met, and the kernel's OOM killer chooses the largest "
                + "process there, which is the service's. With cgroup v2 the limit is lowered to 6 MiB "
                + "instead. The earlier limit is written back at once. With `for` the node is held down so "
                + "long, then started.",
        limits = "A service of several processes may lose only its largest one, and one of less than 2 MB "
                + "is not the largest. With cgroup v1 not where the engine's cgroup driver is systemd.",
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
