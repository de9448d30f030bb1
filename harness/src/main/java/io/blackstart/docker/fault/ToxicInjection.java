package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.Platform;
import io.blackstart.engine.Ticker;
import io.blackstart.fault.Fault;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every fault of a link's proxy: toxics put on each of its proxies, and taken off again. */
final class ToxicInjection implements Injection {

    private final String label;
    private final String id;
    private final Fault fault;
    private final Links links;
    private final TrafficCounters counters;
    private final Ticker ticker;
    private Healed healed;

    ToxicInjection(String occurrence, Platform.Targeted step, Links links, TrafficCounters counters, Ticker ticker) {
        this.label = Links.label(step);
        this.id = "step-" + occurrence.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
        this.fault = step.step().fault();
        this.links = links;
        this.counters = counters;
        this.ticker = ticker;
    }

    @Override
    public Map<String, String> intent() {
        Map<String, String> intent = new TreeMap<>();
        links.proxiesOf(label).forEach(proxy -> intent.put("toxic " + id + " on " + proxy, proxy));
        return intent;
    }

    @Override
    public Effect inject() {
        long asked = ticker.nanos();
        List<String> evidence = new ArrayList<>();
        boolean applied = true;
        for (String proxy : links.proxiesOf(label)) {
            try {
                List<String> there = links.server().add(proxy, id, fault);
                applied &= !there.isEmpty();
                evidence.addAll(there);
            } catch (IllegalStateException e) {
                applied = false;
                evidence.add(e.getMessage());
            }
        }
        Bracket effective = new Bracket(asked, ticker.nanos());
        counters.faultBegins(links.callersOf(label).keySet());
        return new Effect(asked, effective, applied, List.copyOf(evidence));
    }

    @Override
    public Healed undo() {
        if (healed == null || !healed.healed()) {
            healed = undoOnce();
        }
        return healed;
    }

    private Healed undoOnce() {
        TrafficCounters.Touch touch = counters.touchedRoutes(links.callersOf(label));
        long from = ticker.nanos();
        List<String> left = new ArrayList<>();
        links.proxiesOf(label).forEach(proxy -> left.addAll(links.server().remove(proxy, id)));
        boolean well = left.isEmpty();
        Bracket undone = new Bracket(from, ticker.nanos());
        left.addAll(touch.evidence());
        return new Healed(undone, well, touch.touched(), List.copyOf(left));
    }
}
