package io.blackstart.fault;

import java.time.Duration;

/**
 * The node is told to stop, and killed where it does not in time.
 *
 * @param grace how long it may take before SIGKILL, 0 s to 10 min; the engine counts whole seconds, rounded up
 */
@Manual(
        says = "The node is told to stop, and killed where it does not in time.",
        peers = "What the process makes of SIGTERM: connections that are drained, then refusal " + "(ECONNREFUSED).",
        how = "The engine's stop, with the service's own stop signal; an operator's act, so restart "
                + "policies do not bring it back. Started again at the end of `for`.",
        limits = "It is no crash: a service that shuts down well loses nothing. One that has not ended at the end of "
                + "`for` served on, or is killed then: the run is INCONCLUSIVE, and says so.",
        example = """
            - at: 0s
              fault: stop
              target: web-1
              grace: 2s
              for: 3s
            """)
public record Stop(
        @Parameter(
                says = "how long it may take before SIGKILL",
                quantity = Quantity.DURATION,
                most = 600,
                byDefault = "10s")
        Duration grace)
        implements OnProcess {

    public Stop {
        Ranges.check(Stop.class, "grace", grace);
    }
}
