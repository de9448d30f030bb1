package io.blackstart.generator;

import io.gatling.app.Runner;
import io.gatling.core.CoreComponents;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.controller.inject.PopulationFlows;
import io.gatling.core.scenario.Population;
import io.gatling.core.scenario.SimulationParams;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.stats.writer.RunMessage;
import io.netty.channel.EventLoopGroup;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** Gatling's own runner, with the tap in its statistics, a gate before its start, and no question after newer versions. */
final class TappedRunner extends Runner {

    private final Milliseconds clock;
    private final Plan plan;
    private final boolean builtIn;
    private final Runnable gate;
    private volatile Tap tap;
    private volatile CoreComponents components;
    private volatile String runId;

    TappedRunner(
            ActorSystem system,
            EventLoopGroup eventLoops,
            Milliseconds clock,
            GatlingArgs args,
            GatlingConfiguration configuration,
            Plan plan,
            boolean builtIn,
            Runnable gate) {
        super(system, eventLoops, clock, args, configuration);
        this.clock = clock;
        this.plan = plan;
        this.builtIn = builtIn;
        this.gate = gate;
    }

    @Override
    public StatsEngine newStatsEngine(SimulationParams params, RunMessage message) {
        runId = message.runId();
        tap = new Tap(super.newStatsEngine(params, message), plan, clock, builtIn);
        return tap;
    }

    @Override
    public Try<BoxedUnit> start(
            SimulationParams params, CoreComponents made, PopulationFlows<String, Population> populations) {
        components = made;
        gate.run();
        return super.start(params, made, populations);
    }

    @Override
    public void displayVersionWarning() {
        // It would ask a server of Gatling's; there is no switch.
    }

    Tap tap() {
        return tap;
    }

    String runId() {
        return runId;
    }

    /** Ends the simulation at once; what is in flight fails with "Premature close". */
    void abort() throws ReflectiveOperationException {
        CoreComponents running = components;
        if (running == null) {
            return;
        }
        Object command = Class.forName("io.gatling.core.controller.Controller$Command$StopLoadGenerator")
                .getConstructor(String.class, boolean.class)
                .newInstance("the watch is over", false);
        ActorRef.class.getMethod("$bang", Object.class).invoke(running.controller(), command);
    }
}
