package io.blackstart.docker.fault;

import io.blackstart.engine.Injection;
import io.blackstart.engine.Ticker;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Fault;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.Refuse;
import io.blackstart.journal.Bracket;
import io.blackstart.topology.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fault of a link: told to the proxies that stand in it, and taken back. */
final class LinkInjection implements Injection {

    private static final Logger LOG = LoggerFactory.getLogger(LinkInjection.class);
    /** From the call to the effect, as measured: one call to each proxy of the link. */
    private static final Duration LEAD = Duration.ofMillis(1);

    private final String id;
    private final Link link;
    private final OnLink fault;
    private final Links links;
    private final ProxyServer server;
    private final FaultTraffic traffic;
    private final Ticker ticker;
    private final List<String> ways;
    private long since;
    private boolean seen;
    private Healed healed;

    /** Of a link that goes through the fault's proxies. */
    LinkInjection(String id, Link link, OnLink fault, Links links, FaultTraffic traffic, Ticker ticker) {
        this.id = id;
        this.link = link;
        this.fault = fault;
        this.links = links;
        this.server = links.serverOf(fault);
        this.traffic = traffic;
        this.ticker = ticker;
        this.ways = links.waysOf(link);
        this.since = ticker.nanos();
    }

    @Override
    public Map<String, String> intent() {
        Map<String, String> intent = new TreeMap<>();
        ways.forEach(way ->
                intent.put(fault.kind() + " " + id + " on " + server.kind().name(), way));
        return intent;
    }

    /** Opens the connections to the proxies' server, and finds out now whether it is lost. */
    @Override
    public void arm() {
        since = ticker.nanos();
        ProxyServer.Change awake = server.awake(ways, fault);
        if (!awake.done()) {
            LOG.info("step {} will say so itself: {}", id, awake.said());
        }
    }

    @Override
    public Duration lead() {
        return LEAD;
    }

    @Override
    public Effect inject() {
        long asked = ticker.nanos();
        CompletableFuture<Void> reading = traffic.beginsOver(links.detoursOf(link));
        ProxyServer.Change begun = server.begin(id, ways, fault);
        if (begun.done() && fault.existing() == Existing.CUT && !(fault instanceof Refuse)) {
            begun = begun.and(server.cut(ways));
        }
        List<String> evidence = new ArrayList<>(begun.said());
        boolean done = begun.done() && (!links.late(link) || old(evidence));
        ProxyServer.Change shown = server.shown(id, ways, fault);
        seen = shown.done();
        evidence.addAll(shown.said());
        evidence.addAll(server.lossesSince(since));
        counting(evidence, () -> {
            FaultTraffic.join(reading);
            return true;
        });
        return new Effect(asked, begun.when(), done && shown.done(), List.copyOf(evidence));
    }

    /** A fault that cannot be counted is there nevertheless, and has to be undone. */
    private static boolean counting(List<String> evidence, BooleanSupplier count) {
        try {
            return count.getAsBoolean();
        } catch (IllegalStateException e) {
            evidence.add(e.getMessage());
            return false;
        }
    }

    /** What was open before the link was redirected goes past its proxies. */
    private boolean old(List<String> evidence) {
        if (fault.existing() == Existing.KEEP) {
            evidence.add("connections opened before the link was redirected are not met");
            return true;
        }
        try {
            links.cutOffOld(link);
            evidence.add("connections opened before the link was redirected are reset");
            return links.serversOf(link).stream()
                    .filter(other -> !other.equals(server))
                    .allMatch(other -> other.cut(ways).done());
        } catch (IllegalStateException e) {
            evidence.add(e.getMessage());
            return false;
        }
    }

    @Override
    public Bracket change(Fault stage) {
        ProxyServer.Change changed = server.begin(id, ways, (OnLink) stage);
        if (!changed.done()) {
            throw new IllegalStateException("step " + id + " could not be graded: " + changed.said());
        }
        return changed.when();
    }

    @Override
    public Healed undo() {
        if (healed == null || !healed.healed()) {
            healed = undoOnce();
        }
        return healed;
    }

    private Healed undoOnce() {
        List<String> evidence = new ArrayList<>();
        boolean touched = counting(evidence, () -> touched(evidence));
        List<String> gaps = new ArrayList<>(missing(evidence));
        ProxyServer.Change ended = server.end(id, ways);
        evidence.addAll(ended.said());
        List<String> losses = server.lossesSince(since);
        evidence.addAll(losses);
        gaps.addAll(losses);
        Optional<String> gap = gaps.isEmpty()
                ? Optional.empty()
                : Optional.of("the fault was not there all the time: " + String.join("; ", gaps));
        return new Healed(ended.when(), ended.done(), touched, List.copyOf(evidence), gap);
    }

    /** What the server says right before the end of a fault that it showed once, and what of that is a gap. */
    private List<String> missing(List<String> evidence) {
        if (!seen) {
            return List.of();
        }
        ProxyServer.Change still = server.still(id, ways);
        List<String> said =
                still.said().stream().map(line -> "at its undo: " + line).toList();
        evidence.addAll(said);
        return still.done() ? List.of() : said;
    }

    /** A proxy that counts knows better than packets do. */
    private boolean touched(List<String> evidence) {
        FaultTraffic.Touch touch = traffic.touchedDetours(links.detoursOf(link));
        evidence.addAll(touch.evidence());
        OptionalLong times = server.met(id, ways);
        times.ifPresent(requests -> evidence.add("the fault met " + requests + " requests"));
        return touch.touched() && (times.isEmpty() || times.getAsLong() > 0);
    }
}
