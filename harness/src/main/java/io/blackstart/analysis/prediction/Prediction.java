package io.blackstart.analysis.prediction;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The range in which a figure is predicted to lie, in seconds; every fault counted, and the worst is what is predicted.
 *
 * @param figure {@code detection} (from the fault's effect until the balancer takes the node out), {@code failover}, {@code
 *     backInRotation} (from the undo until the balancer sends requests to the node again) or {@code redundancy}
 * @param low lower end; absent: nothing is predicted, and {@code rules} say why
 * @param high upper end; absent: unbounded, or not known from the configuration
 * @param rules what it follows from, each with its source
 */
public record Prediction(String figure, OptionalDouble low, OptionalDouble high, List<String> rules) {

    public Prediction {
        rules = List.copyOf(rules);
    }

    /** Whether there is one. */
    public boolean made() {
        return low.isPresent();
    }

    /**
     * Whether what was measured lies wholly outside.
     *
     * @param from the lower end of the interval in which the truth lies; absent: unbounded
     * @param to its upper end; absent: unbounded
     */
    public boolean excludes(OptionalDouble from, OptionalDouble to) {
        boolean above = from.isPresent() && high.isPresent() && from.getAsDouble() > high.getAsDouble();
        boolean below = to.isPresent() && low.isPresent() && to.getAsDouble() < low.getAsDouble();
        return above || below;
    }
}
