package io.blackstart.catalogue;

import io.blackstart.docker.Sweeper;
import java.util.List;

/** What is on the engine. */
final class Engine {

    private Engine() {}

    /** Runs that have something there. */
    static List<Sweeper.Leftover> left() {
        return new Sweeper(io.blackstart.docker.Engine.connect().client()).leftovers();
    }
}
