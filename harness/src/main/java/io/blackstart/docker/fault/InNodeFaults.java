package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;

/** Faults made inside a node ({@link io.blackstart.fault.InNode}). */
final class InNodeFaults implements Mechanism {

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        throw new IllegalArgumentException(
                "no injector for " + step.step().fault().kind());
    }
}
