package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.engine.Ticker;
import io.blackstart.fault.Existing;
import io.blackstart.fault.OnLink;
import io.blackstart.topology.Link;
import java.util.List;

/** Faults of links ({@link OnLink}), by the proxies that stand in them. */
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
        if (!steps.isEmpty()) {
            links.redirect(steps, false);
            counters.countDetours(links.detours());
        }
    }

    @Override
    public void withdraw() {
        links.straighten();
    }

    /** What broke links beside the faults, a line each. */
    List<String> breaks() {
        return links.breaks();
    }

    /** A link that does not go through the fault's proxies is redirected now. */
    @Override
    public Injection prepare(String id, Platform.Targeted step) {
        OnLink fault = (OnLink) step.step().fault();
        Link link = Links.linkOf(step);
        if (!links.carries(link, links.serverOf(fault))) {
            redirect(step, Existing.KEEP);
        }
        return new LinkInjection(id, link, fault, links, counters, ticker);
    }

    /**
     * Redirects a link while services run.
     *
     * @param existing whether connections that are open live on, past the proxies, or are reset
     * @return its release
     */
    Runnable redirect(Platform.Targeted step, Existing existing) {
        List<Stretch> redirected = links.redirect(List.of(step), true);
        counters.countLateDetours(links.detours());
        if (existing == Existing.CUT) {
            links.cutOffOld(Links.linkOf(step));
        }
        return () -> links.release(redirected);
    }
}
