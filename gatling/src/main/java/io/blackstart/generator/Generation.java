package io.blackstart.generator;

import io.blackstart.load.wire.Marks;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import scala.Option;

/** One run of a simulation in this process. */
final class Generation {

    /** How long requests in flight may still be answered after the stop. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Settings settings;
    private final Plan plan;
    private final Runnable gate;
    private final Class<?> simulation;
    private final boolean builtIn;
    private final GatlingConfiguration configuration = GatlingConfiguration.load();
    private volatile TappedRunner runner;
    private volatile boolean stopped;

    Generation(Settings settings, Plan plan, Runnable gate) {
        this.settings = settings;
        this.plan = plan;
        this.gate = gate;
        this.simulation = BuiltIn.of(settings.simulation()).orElse(null);
        this.builtIn = simulation != null;
    }

    /** Runs it to its end, or its {@link #stop}. */
    void run() {
        plan.begin();
        EventLoopGroup eventLoops = Transports.newEventLoopGroup(false, false, 0, "gatling");
        try (ActorSystem system = new ActorSystem()) {
            runner = new TappedRunner(
                    system, eventLoops, new Milliseconds(), args(), configuration, plan, builtIn, gate);
            runner.run();
        } finally {
            eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private GatlingArgs args() {
        String name = builtIn ? simulation.getName() : settings.simulation();
        return new GatlingArgs(
                Option.apply(name),
                Option.empty(),
                true,
                Option.empty(),
                Option.apply(settings.results()),
                Option.empty(),
                Option.empty());
    }

    /** Ends it: nothing planned from that instant on counts, what is in flight gets a grace. */
    void stop(long instant) {
        stopped = true;
        plan.stopAt(instant);
        long until = System.nanoTime() + GRACE_NANOS;
        LockSupport.parkNanos(LOOK_NANOS * 5); // arrivals that were planned just before it begin within milliseconds
        while ((!builtIn || Measured.inFlight() > 0) && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        try {
            runner.abort();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Gatling cannot be stopped", e);
        }
    }

    /** Says the counts, and that this is all. */
    void report() {
        Outlet outlet = plan.outlet();
        if (!stopped) {
            outlet.mark(Marks.ENDED, System.nanoTime());
        }
        long givenUp = Measured.giveUp(plan, System.nanoTime());
        outlet.mark(Marks.PLANNED, plan.arrivalsPlanned());
        outlet.mark(Marks.ARRIVALS, plan.arrivals());
        outlet.mark(Marks.LATE, plan.late());
        outlet.mark(Marks.TAPPED, runner.tap().tapped() + givenUp);
        outlet.mark(Marks.LOGGED, logged(givenUp));
        outlet.mark(Marks.DONE, System.nanoTime());
    }

    /** What Gatling forgot when it was stopped, and we did not, counts on both sides. */
    private long logged(long givenUp) {
        long requests = SimulationLog.requests(settings.results(), runner.runId(), configuration);
        return requests == SimulationLog.UNREADABLE
                ? requests
                : requests + runner.tap().crashed() + givenUp;
    }
}
