package io.blackstart.analysis.prediction;

import io.blackstart.fault.Fault;
import io.blackstart.topology.RestartPolicy;
import io.blackstart.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What follows where one fault, of a manner that is known, hits one node. */
final class Outlook {

    /**
     * The engine's first wait before it starts a container again; it doubles while containers live less than 10 s. Source:
     * Docker's reference of {@code docker run --restart}.
     */
    private static final Duration FIRST_RESTART = Duration.ofMillis(100);

    private final Topology topology;
    private final Fault fault;
    private final String node;
    private final Optional<Duration> duration;
    private final Manner manner;
    private final Set<String> allHit;
    private final List<Front> fronts;

    /** @param allHit every node that any fault of the run hits */
    Outlook(Topology topology, Hit hit, String node, Manner manner, Set<String> allHit) {
        this.topology = topology;
        this.fault = hit.fault();
        this.node = node;
        this.duration = hit.duration();
        this.manner = manner;
        this.allHit = allHit;
        this.fronts = Front.of(topology, node);
    }

    /** From the fault's effect until every balancer in front of the node has taken it out. */
    Claim detection() {
        return fronts.stream()
                .map(this::detection)
                .reduce(Claim::or)
                .map(claim -> claim.span().map(span -> whileAway(span, claim)).orElse(claim))
                .orElseGet(this::nobodyInFront);
    }

    private Claim detection(Front front) {
        return front.checks(manner)
                .map(CheckTimes::gone)
                .orElseGet(() -> Claim.none(
                        "nothing checks " + front.name() + ": it is never taken out (HAProxy 3.0 manual, 5.2: check)"));
    }

    private Claim nobodyInFront() {
        return Claim.none("no rule for " + fault.kind() + " of " + node
                + ": no balancer's configuration that was read names it, and who depends on it is not configured");
    }

    private Claim whileAway(Span span, Claim claim) {
        return surelyAway(span)
                ? claim
                : Claim.of(span, with(claim.rules(), node + " may be back sooner: then it is never taken out"));
    }

    /** Whether the fault lasts until it is found. */
    private boolean surelyAway(Span detection) {
        return away().map(least ->
                        detection.high().map(most -> most.compareTo(least) <= 0).orElse(false))
                .orElse(true);
    }

    /** How long the node is away at least; absent: for good. */
    private Optional<Duration> away() {
        return duration.or(() -> comesBack() ? Optional.of(FIRST_RESTART) : Optional.empty());
    }

    private boolean comesBack() {
        return restart() != RestartPolicy.Kind.NO;
    }

    private RestartPolicy.Kind restart() {
        return topology.node(node)
                .flatMap(found -> topology.service(found.service()))
                .map(service -> service.restart().kind())
                .orElse(RestartPolicy.Kind.NO);
    }

    /** From the fault's effect until requests succeed again. */
    Claim failover() {
        if (alone()) {
            return untilBack();
        }
        return fronts.stream().map(this::failover).reduce(Claim::or).orElseGet(this::nobodyInFront);
    }

    /** Whether all clients come in at this node. */
    private boolean alone() {
        return topology.entry().map(entry -> topology.nodesOf(entry.service())).stream()
                .anyMatch(nodes -> nodes.size() == 1 && nodes.get(0).name().equals(node));
    }

    private Claim untilBack() {
        return away().map(least -> Claim.of(
                        Span.atLeast(least),
                        List.of("all clients come in at " + node
                                + ": no service before it is back, at the earliest after " + Span.text(least)
                                + backRule())))
                .orElseGet(this::neverBack);
    }

    private String backRule() {
        String since = duration.isPresent()
                ? " (its \"for\")"
                : " (restart: "
                        + restart().name().toLowerCase(Locale.ROOT).replace('_', '-')
                        + "; Docker reference, docker run --restart: 100 ms before the first restart, doubled for each)";
        return Manner.kills(fault) ? since + "; how long it takes to start is not configured" : since;
    }

    private Claim neverBack() {
        return Claim.none("nothing starts " + node + " again (Compose specification, restart: no)");
    }

    private Claim failover(Front front) {
        if (!front.atEntry(topology)) {
            return Claim.none(
                    "no rule: clients do not come in at " + front.balancer().service());
        }
        if (!front.server().unread().isEmpty()) {
            return front.checks(manner)
                    .map(CheckTimes::gone)
                    .orElseGet(() -> Claim.none("no rule for " + front.name()));
        }
        if (!front.leftWithout(topology, allHit)) {
            return Claim.none("every server of " + front.backend().name() + " is hit: nothing is left to fail over to");
        }
        return behind(front);
    }

    private Claim behind(Front front) {
        Requests requests = new Requests(front.backend(), manner);
        Claim detection = detection(front);
        Duration low = requests.hidden() ? Duration.ZERO : failing(requests, detection);
        List<String> rules = with(detection.rules(), requests.rule());
        if (detection.span().isEmpty() && away().isEmpty() && !requests.hidden()) {
            return neverBack();
        }
        Optional<Duration> high = detection.span().flatMap(Span::high);
        return Claim.of(new Span(low, high), high.isPresent() ? rules : with(rules, "until it is back" + backRule()));
    }

    /** Requests fail at least until the node is taken out, or comes back in time for the last of them. */
    private Duration failing(Requests requests, Claim detection) {
        Optional<Duration> untilOut = detection.span().map(Span::low);
        Optional<Duration> untilBack = away().map(least ->
                requests.failing().map(needed -> Span.less(least, needed)).orElse(Duration.ZERO));
        return untilOut.map(out -> untilBack.map(back -> Span.min(out, back)).orElse(out))
                .or(() -> untilBack)
                .orElse(Duration.ZERO);
    }

    /** From the undo until the balancers send requests to the node again. */
    Claim backInRotation() {
        Claim detection = detection();
        if (detection.span().isEmpty()) {
            return detection;
        }
        if (duration.isEmpty()) {
            return Claim.none("no rule: nobody undoes it");
        }
        if (!surelyAway(detection.span().get())) {
            return Claim.none("no rule: " + node + " may be back before it is taken out");
        }
        return fronts.stream()
                .flatMap(front -> front.checks(manner).stream())
                .map(checks -> checks.back(Manner.kills(fault)))
                .reduce(Claim::or)
                .orElseThrow();
    }

    /** From the effect of a fault that nobody undoes until the node is healthy again. */
    Claim redundancy() {
        if (duration.isPresent()) {
            return Claim.none("no rule: how long " + node + " takes to be healthy after the undo is not configured");
        }
        return away().map(least -> Claim.of(
                        Span.atLeast(least),
                        List.of("the engine waits " + Span.text(least) + " before it starts " + node + " again"
                                + backRule())))
                .orElseGet(this::neverBack);
    }

    private static List<String> with(List<String> rules, String more) {
        List<String> all = new ArrayList<>(rules);
        all.add(more);
        return List.copyOf(all);
    }
}
