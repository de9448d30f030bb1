package io.blackstart.cli;

import io.blackstart.docker.DockerPlatform;
import io.blackstart.docker.Engine;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.engine.StopSignal;
import io.blackstart.engine.Ticker;
import io.blackstart.experiment.Step;
import io.blackstart.haproxy.HaproxyLinkProxies;
import io.blackstart.topology.Topology;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.util.List;

/** The Docker engine, connected to when a run first needs it, so that a run without one still has its folder. */
final class EnginePlatform implements Platform {

    /**
     * In the order in which a link's traffic passes them: nothing stands between a caller and what refuses it or resets its
     * connections.
     */
    private static final List<LinkProxies> LINK_PROXIES = List.of(new ToxiproxyLinkProxies(), new HaproxyLinkProxies());

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
            connected = new DockerPlatform(engine, ticker, LINK_PROXIES, home.images(), allowHostWrites);
        }
        return connected;
    }

    @Override
    public void prepareImages(Topology topology, StopSignal stop, Progress progress) {
        connected(progress).prepareImages(topology, stop, progress);
    }

    @Override
    public void prepareFaults(List<Step> method, StopSignal stop, Progress progress) {
        connected(progress).prepareFaults(method, stop, progress);
    }

    @Override
    public Deployment bringUp(String run, Topology topology, List<Targeted> steps, StopSignal stop, Progress progress) {
        return connected(progress).bringUp(run, topology, steps, stop, progress);
    }
}
