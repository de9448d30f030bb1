package io.blackstart.generator;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import io.gatling.commons.stats.Status;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.stats.StatsEngine;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import scala.Option;
import scala.collection.immutable.List;

/**
 * Sees every request where Gatling itself counts it: refused, timed-out and cut ones too, which no check of the DSL sees. For
 * the built-in simulations it leaves what it saw for {@link Measured}, on the same thread, which knows plan and id; for
 * others it makes the sample itself, of floored milliseconds.
 */
final class Tap implements StatsEngine {

    private static final ThreadLocal<Answered> LAST = new ThreadLocal<>();

    /**
     * What became of a request.
     *
     * @param end monotonic nanoseconds
     * @param status HTTP status, 0 of none
     * @param message why it failed; empty where it did not
     */
    record Answered(long end, boolean ok, int status, String message) {}

    private final StatsEngine gatling;
    private final Plan plan;
    private final Milliseconds clock;
    private final boolean builtIn;
    private long tapped;
    private long crashed;
    private boolean closed;

    Tap(StatsEngine gatling, Plan plan, Milliseconds clock, boolean builtIn) {
        this.gatling = gatling;
        this.plan = plan;
        this.clock = clock;
        this.builtIn = builtIn;
    }

    /** What became of the request that ended on this thread last, once. */
    static Answered take() {
        Answered last = LAST.get();
        LAST.remove();
        return last;
    }

    /** Requests that were seen. */
    synchronized long tapped() {
        return tapped;
    }

    /** Those of them that could not even be built: Gatling's log has no request of them, but an error. */
    synchronized long crashed() {
        return crashed;
    }

    @Override
    public void start() {
        gatling.start();
    }

    @Override
    public synchronized void stop(ActorRef<Controller.Command> controller, Option<Exception> failure) {
        closed = true;
        gatling.stop(controller, failure);
    }

    @Override
    public void logUserStart(String scenario) {
        if (!builtIn) {
            plan.userBegan(System.nanoTime());
        }
        gatling.logUserStart(scenario);
    }

    @Override
    public void logUserEnd(String scenario) {
        gatling.logUserEnd(scenario);
    }

    @Override
    public void logResponse(
            String scenario,
            List<String> groups,
            String request,
            long start,
            long end,
            Status status,
            Option<String> code,
            Option<String> message) {
        long now = System.nanoTime();
        synchronized (this) {
            if (closed) {
                return;
            }
            tapped++;
            gatling.logResponse(scenario, groups, request, start, end, status, code, message);
        }
        int answered = code.isDefined() ? number(code.get()) : 0;
        boolean ok = "OK".equals(status.name());
        if (builtIn) {
            LAST.set(new Answered(now, ok, answered, message.isDefined() ? message.get() : ""));
        } else {
            plain(scenario, request, clock.monotonic(start), clock.monotonic(end), ok, answered);
        }
    }

    private void plain(String scenario, String request, long start, long end, boolean ok, int status) {
        plan.firstRequest(start);
        Outcome outcome = end > plan.stop() ? Outcome.CUT : ok ? Outcome.OK : Outcome.FAILED;
        plan.outlet().sample(new Sample(scenario, request, start, start, end, outcome, status, "", false, false));
    }

    private static int number(String code) {
        try {
            return Integer.parseInt(code);
        } catch (NumberFormatException e) {
            return 0; // of another protocol than HTTP
        }
    }

    @Override
    public void logGroupEnd(String scenario, GroupBlock group, long end) {
        gatling.logGroupEnd(scenario, group, end);
    }

    @Override
    public void logRequestCrash(String scenario, List<String> groups, String request, String error) {
        synchronized (this) {
            if (closed) {
                return;
            }
            tapped++;
            crashed++;
            gatling.logRequestCrash(scenario, groups, request, error);
        }
        if (builtIn) {
            LAST.set(new Answered(System.nanoTime(), false, 0, error));
        } else {
            long now = System.nanoTime();
            plain(scenario, request, now, now, false, 0);
        }
    }

    @Override
    public ChannelHandler statsChannelHandler(String scenario) {
        return gatling.statsChannelHandler(scenario);
    }

    @Override
    public void logTcpConnectAttempt(InetSocketAddress address) {
        gatling.logTcpConnectAttempt(address);
    }

    @Override
    public void logTcpConnect(String address, long start, long end, Option<String> error) {
        gatling.logTcpConnect(address, start, end, error);
    }

    @Override
    public void logTlsHandshake(String address, long start, long end, Option<String> error) {
        gatling.logTlsHandshake(address, start, end, error);
    }
}
