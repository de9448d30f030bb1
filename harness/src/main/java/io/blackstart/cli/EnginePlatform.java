package io.blackstart.cli;

import io.blackstart.docker.DockerPlatform;
import io.blackstart.docker.Engine;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.Platform;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.topology.Topology;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.util.List;

/** The Docker engine, connected to when a run first needs it, so that a run without one still has its folder. */
final class EnginePlatform implements Platform {

    private final Ticker ticker;
    private final Home home;
    private final boolean allowHostWrites;
    private Platform connected;

    EnginePlatform(Ticker ticker, Home home, boolean allowHostWrites) {
        this.ticker = ticker;
        this.home = home;
        this.allowHostWrites = allowHostWrites;
    }

    private synchronized Platform connected(Progress progress) {
        if (connected == null) {
            Engine engine = Engine.connect();
            new Leftovers(engine).removeDead(progress::say);
            connected = new DockerPlatform(engine, ticker, new ToxiproxyLinkProxies(), home.images(), allowHostWrites);
        }
        return connected;
    }

    @Override
    public void prepareImages(Topology topology, StopSignal stop, Progress progress) {
        connected(progress).prepareImages(topology, stop, progress);
    }

    @Override
    public Deployment bringUp(String run, Topology topology, List<Targeted> steps, StopSignal stop, Progress progress) {
        return connected(progress).bringUp(run, topology, steps, stop, progress);
    }
}
