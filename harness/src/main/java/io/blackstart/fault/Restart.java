package io.blackstart.fault;

/**
 * The node is stopped and started again at once, as a rollout does.
 */
@Manual(
        says = "The node is stopped and started again at once, as a rollout does.",
        peers = "What the process makes of SIGTERM, then refusal until it listens again.",
        how = "The engine's restart, with the service's own stop signal and grace.",
        limits = "One node a target at the same time: a rolling restart is a sequence of steps.",
        example = """
            - at: 0s
              fault: restart
              target: web-1
            """)
public record Restart() implements OnProcess {

    @Override
    public boolean needsEnd() {
        return false;
    }

    @Override
    public boolean takesDown() {
        return false;
    }
}
