package io.blackstart.analysis.prediction;

import io.blackstart.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A fault and what it hits.
 *
 * @param nodes the nodes' names; of a fault that is not on nodes whatever reports call its target
 * @param duration until it is undone; absent: it has no end of its own
 */
public record Hit(Fault fault, List<String> nodes, Optional<Duration> duration) {

    public Hit {
        nodes = List.copyOf(nodes);
    }
}
