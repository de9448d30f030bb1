package io.blackstart.setup;

import io.blackstart.docker.ImageSpec;
import io.blackstart.docker.Images;
import io.blackstart.engine.StopSignal;

/** An image that is built from a Dockerfile of the catalogue. */
final class BuiltImageStep implements Step {

    private final EngineStep engine;
    private final ImageSpec spec;

    BuiltImageStep(EngineStep engine, ImageSpec spec) {
        this.engine = engine;
        this.spec = spec;
    }

    @Override
    public String name() {
        return "the image " + spec.reference();
    }

    @Override
    public boolean right() {
        return new Images(engine.engine().client(), line -> {}, new StopSignal()).current(spec);
    }

    @Override
    public String how() {
        return "build it";
    }

    @Override
    public void mend() {
        new Images(engine.engine().client(), line -> {}, new StopSignal()).ensure(spec);
    }
}
