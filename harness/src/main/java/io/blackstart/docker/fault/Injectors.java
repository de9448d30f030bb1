package io.blackstart.docker.fault;

import io.blackstart.docker.RunScope;
import io.blackstart.engine.Injection;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.fault.Crash;
import io.blackstart.fault.Fault;
import io.blackstart.fault.HostLoss;
import io.blackstart.fault.Latency;
import java.nio.file.Path;
import java.util.List;

/** All injectors of a run, and what they share. */
public final class Injectors implements AutoCloseable {

    private final RunScope scope;
    private final EngineEvents events;
    private final Killer killer;
    private final TrafficCounters counters;
    private final Links links;

    public Injectors(RunScope scope, LinkProxies proxies) {
        this.scope = scope;
        this.events = EngineEvents.of(scope);
        this.killer = new Killer(scope);
        this.counters = new TrafficCounters(scope);
        this.links = new Links(scope, proxies);
    }

    /** At bring-up, when sandboxes run and before services start: what the steps will need. */
    public void redirect(List<Platform.Targeted> steps) {
        List<Platform.Targeted> onLinks = steps.stream()
                .filter(step -> step.step().fault().scope() == Fault.Scope.LINK)
                .toList();
        List<Platform.Targeted> onNodes = steps.stream()
                .filter(step -> step.step().fault().scope() == Fault.Scope.NODE)
                .toList();
        links.redirect(onLinks);
        if (!onNodes.isEmpty()) {
            killer.start();
        }
        counters.countNodes(onNodes.stream()
                .flatMap(step -> step.target().nodes().stream())
                .distinct()
                .toList());
        counters.countRoutes(links.routes());
    }

    /** All nodes are healthy and nobody loads them: from here on the idle traffic is counted. */
    public void idleBegins() {
        counters.idleBegins();
    }

    /** The load is about to begin: what was counted so far is what flows without it. */
    public void loadBegins() {
        counters.loadBegins();
    }

    /**
     * The injection of a step.
     *
     * @throws IllegalArgumentException where the fault cannot act on this target
     */
    public Injection prepare(Platform.Targeted step) {
        Fault fault = step.step().fault();
        if (fault instanceof Crash) {
            return new CrashInjection(step, new NodeDeath(scope, killer, events), counters);
        }
        if (fault instanceof HostLoss) {
            return new HostLossInjection(step, new NodeDeath(scope, killer, events), new PacketRules(scope), counters);
        }
        if (fault instanceof Latency) {
            return new ToxicInjection(step, links, counters, scope.ticker());
        }
        throw new IllegalArgumentException("no injector for " + fault.kind());
    }

    /** Writes the engine's events of the run, one JSON object a line. */
    public void writeEvents(Path file) {
        events.write(file);
    }

    @Override
    public void close() {
        events.close();
    }
}
