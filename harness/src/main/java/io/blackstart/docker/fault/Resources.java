package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;

/** Faults of what a node may use ({@link io.blackstart.fault.OnLimits}). */
final class Resources implements Mechanism {

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        throw new IllegalArgumentException(
                "no injector for " + step.step().fault().kind());
    }
}
