package io.blackstart.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run may do at most.
 *
 * @param nodesDown so many nodes may be down by its faults at once; checked before anything starts
 * @param runTime so long may it take, from its first phase on; then all is undone and it is inconclusive
 */
public record RunLimits(OptionalInt nodesDown, Optional<Duration> runTime) {

    /** No limits. */
    public static RunLimits none() {
        return new RunLimits(OptionalInt.empty(), Optional.empty());
    }
}
