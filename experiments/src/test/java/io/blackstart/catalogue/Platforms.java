package io.blackstart.catalogue;

import io.blackstart.docker.DockerPlatform;
import io.blackstart.docker.Engine;
import io.blackstart.engine.Deployment;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.engine.StopSignal;
import io.blackstart.haproxy.HaproxyLinkProxies;
import io.blackstart.topology.Topology;
import io.blackstart.toxiproxy.ToxiproxyLinkProxies;
import java.util.List;

/** Brings topologies up without a run around them. */
final class Platforms {

    private Platforms() {}

    /** The kinds of link proxies that there are. */
    static List<LinkProxies> proxies() {
        return List.of(new ToxiproxyLinkProxies(), new HaproxyLinkProxies());
    }

    /** The name of a run that no other has. */
    static String run(String name) {
        return name + "-20260101T000000Z-" + Long.toString(System.nanoTime() % 1_000_000 + 1_000_000, 36);
    }

    static Deployment bringUp(String run, Topology topology, List<Platform.Targeted> steps) {
        return bringUp(Engine.connect(), proxies(), run, topology, steps);
    }

    static Deployment bringUp(
            Engine engine, List<LinkProxies> proxies, String run, Topology topology, List<Platform.Targeted> steps) {
        DockerPlatform platform =
                new DockerPlatform(engine, new HostTicker(), proxies, Run.HOME.resolve("experiments/images"), false);
        StopSignal stop = new StopSignal();
        platform.prepareImages(topology, stop, line -> {});
        platform.prepareFaults(steps.stream().map(Platform.Targeted::step).toList(), stop, line -> {});
        Deployment up = platform.bringUp(run, topology, steps, stop, line -> {});
        up.loadBegins();
        return up;
    }
}
