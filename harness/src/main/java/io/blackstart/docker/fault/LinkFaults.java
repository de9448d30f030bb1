package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.engine.Ticker;
import java.util.List;

/** Faults of links ({@link io.blackstart.fault.OnLink}), by the proxies that stand in them. */
final class LinkFaults implements Mechanism {

    private final Links links;
    private final TrafficCounters counters;
    private final Ticker ticker;

    LinkFaults(Links links, TrafficCounters counters, Ticker ticker) {
        this.links = links;
        this.counters = counters;
        this.ticker = ticker;
    }

    @Override
    public void ready(List<Platform.Targeted> steps) {
        links.redirect(steps);
        counters.countRoutes(links.routes());
    }

    @Override
    public void withdraw() {
        links.straighten();
    }

    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        return new ToxicInjection(id, step, links, counters, ticker);
    }
}
