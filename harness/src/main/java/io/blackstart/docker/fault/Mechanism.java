package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import java.util.List;

/**
 * How faults of one branch ({@link io.blackstart.fault.Fault}) are made. What a node or a link suffers is computed from the
 * set of faults that are on it, and applied as one change: two faults begin and end in any order without disturbing each other.
 */
interface Mechanism extends AutoCloseable {

    /** At bring-up, when sandboxes run and services do not yet: what these steps, all of this branch, will need. */
    default void ready(List<Platform.Targeted> steps) {}

    /**
     * The injection of a step; called for each time that it is done, before the load begins, and for a role when its holder is
     * known.
     *
     * @param id of the occurrence, unique in the run
     * @throws IllegalArgumentException where the fault cannot act on this target, with the reason
     */
    Injection prepare(String id, Platform.Targeted step);

    /** Takes off what is there for faults, though none is active. */
    default void withdraw() {}

    @Override
    default void close() {}
}
