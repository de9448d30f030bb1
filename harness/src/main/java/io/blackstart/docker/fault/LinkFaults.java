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
    private final PacketState packets;
    private final TrafficCounters counters;
    private final Ticker ticker;

    LinkFaults(Links links, PacketState packets, TrafficCounters counters, Ticker ticker) {
        this.links = links;
        this.packets = packets;
        this.counters = counters;
        this.ticker = ticker;
    }

    @Override
    public void ready(List<Platform.Targeted> steps) {
        if (!steps.isEmpty()) {
            links.redirect(links.carry(steps, false));
            counters.countDetours(links.detours());
        }
    }

    @Override
    public synchronized void withdraw() {
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
        return new LinkInjection(id, link, fault, links, counters.of(id), ticker);
    }

    /**
     * Redirects a link while services run. Faults of packets that are there know of the new way before anything takes it, and
     * are kept on it after its release, because open connections stay there.
     *
     * @param existing whether connections that are open live on, past the proxies, or are reset
     * @return its release
     */
    synchronized Runnable redirect(Platform.Targeted step, Existing existing) {
        List<Stretch> carried = links.carry(List.of(step), true);
        packets.replan();
        List<Stretch> redirected = links.redirect(carried);
        counters.countLateDetours(links.detours());
        if (existing == Existing.CUT) {
            links.cutOffOld(Links.linkOf(step));
        }
        return () -> release(redirected);
    }

    private synchronized void release(List<Stretch> redirected) {
        links.release(redirected);
    }
}
