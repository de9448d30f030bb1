package io.blackstart.docker.fault;

import io.blackstart.docker.RunScope;
import io.blackstart.engine.Deployment.Notice;
import io.blackstart.engine.Injection;
import io.blackstart.engine.LinkProxies;
import io.blackstart.engine.Platform;
import io.blackstart.engine.StopSignal;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Fault;
import io.blackstart.fault.InNode;
import io.blackstart.fault.OnLimits;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.OnPackets;
import io.blackstart.fault.OnProcess;
import io.blackstart.fault.OnVolume;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All mechanisms of a run, one a branch of {@link Fault}, and what they share. */
public final class Injectors implements AutoCloseable {

    private final RunScope scope;
    private final EngineEvents events;
    private final TrafficCounters counters;
    private final Limited limited;
    private final LinkFaults linkFaults;
    private final Map<Class<? extends Fault>, Mechanism> mechanisms = new LinkedHashMap<>();

    /**
     * Of a run.
     *
     * @param stop is asked for where the engine goes away
     */
    public Injectors(RunScope scope, List<LinkProxies> proxies, StopSignal stop) {
        this.scope = scope;
        this.events = EngineEvents.of(scope, stop);
        this.counters = new TrafficCounters(scope);
        this.limited = new Limited(scope);
        VolumePlaces places = new VolumePlaces(scope);
        Links links = new Links(scope, proxies);
        Ways ways = new Ways(scope, links);
        PacketState packets = new PacketState(new PacketRules(scope)::apply);
        linkFaults = new LinkFaults(links, packets, counters, scope.ticker());
        mechanisms.put(OnLink.class, linkFaults);
        mechanisms.put(
                OnProcess.class,
                new Processes(scope, events, packets, new PacketPlans(ways), counters, limited, places));
        mechanisms.put(OnPackets.class, new Packets(scope, packets, counters, ways));
        mechanisms.put(OnLimits.class, new Resources(scope, limited, events));
        mechanisms.put(OnVolume.class, new VolumeFaults(scope, places, counters));
        mechanisms.put(InNode.class, new InNodeFaults(scope, counters));
    }

    /** At bring-up, when sandboxes run and before services start: what the steps will need. */
    public void ready(List<Platform.Targeted> steps) {
        mechanisms.forEach((branch, mechanism) -> mechanism.ready(steps.stream()
                .filter(step -> branch.isInstance(step.step().fault()))
                .toList()));
        counters.countNodes(steps.stream()
                .flatMap(step -> step.target().nodes().stream())
                .distinct()
                .toList());
    }

    /** All nodes are healthy and nobody loads them: from here on the idle traffic is counted. */
    public void idleBegins() {
        counters.idleBegins();
    }

    /** Another execution begins: nobody loads the nodes, and what the engine said so far is of an earlier one. */
    public void again() {
        events.forget();
        counters.idleBegins();
    }

    /** The load is about to begin: what was counted so far is what flows without it. */
    public void loadBegins() {
        counters.loadBegins();
    }

    /**
     * The injection of a step.
     *
     * @param id of the occurrence, unique in the run
     * @throws IllegalArgumentException where the fault cannot act on this target
     */
    public Injection prepare(String id, Platform.Targeted step) {
        Injection injection = mechanisms.entrySet().stream()
                .filter(mechanism -> mechanism.getKey().isInstance(step.step().fault()))
                .findFirst()
                .orElseThrow()
                .getValue()
                .prepare(id, step);
        return new WhileEngineAnswers(
                step.target().nodes().isEmpty()
                        ? injection
                        : new MetByTraffic(injection, step.target().nodes(), counters.of(id)));
    }

    /** Takes off what is there for faults, though none is active: links go straight again. */
    public void withdraw() {
        mechanisms.values().forEach(Mechanism::withdraw);
    }

    /**
     * Redirects a link while services run.
     *
     * @param existing whether connections that are open live on, past the proxies, or are reset
     * @return its release
     */
    public Runnable redirect(Platform.Targeted step, Existing existing) {
        return linkFaults.redirect(step, existing);
    }

    /** What of our own broke and broke the system with it, a line each. */
    public List<String> breaks() {
        return linkFaults.breaks();
    }

    /** Each change of a node's health that the engine said. */
    public List<Notice> healthNotices() {
        return events.healthNotices();
    }

    /** Writes the engine's events of the run, one JSON object a line. */
    public void writeEvents(Path file) {
        events.write(file);
    }

    @Override
    public void close() {
        mechanisms.values().forEach(Mechanism::close);
        counters.close();
        limited.close();
        scope.agents().close();
        events.close();
    }
}
