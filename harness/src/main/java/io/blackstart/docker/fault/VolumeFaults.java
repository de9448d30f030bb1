package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;

/** Faults of a volume ({@link io.blackstart.fault.OnVolume}). */
final class VolumeFaults implements Mechanism {

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        throw new IllegalArgumentException(
                "no injector for " + step.step().fault().kind());
    }
}
