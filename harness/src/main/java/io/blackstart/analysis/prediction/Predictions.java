package io.blackstart.analysis.prediction;

import io.blackstart.topology.Topology;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a topology's own configuration says how long detection and failover take, before anything is measured.
 *
 * <p>By rules, each with its source; where there is no rule, nothing is predicted, and that is said: never a guess.
 */
public final class Predictions {

    /** Figure to what follows for it, in the order of reports. */
    private static final Map<String, Function<Outlook, Claim>> FIGURES = figures();

    private Predictions() {}

    private static Map<String, Function<Outlook, Claim>> figures() {
        Map<String, Function<Outlook, Claim>> figures = new LinkedHashMap<>();
        figures.put("detection", Outlook::detection);
        figures.put("failover", Outlook::failover);
        figures.put("backInRotation", Outlook::backInRotation);
        figures.put("redundancy", Outlook::redundancy);
        return figures;
    }

    /** One prediction a figure, of the worst of all faults; none where there is no fault. */
    public static List<Prediction> of(Topology topology, List<Hit> hits) {
        Set<String> allHit = new LinkedHashSet<>();
        hits.forEach(hit -> allHit.addAll(hit.nodes()));
        return FIGURES.entrySet().stream()
                .flatMap(figure -> hits.stream()
                        .flatMap(hit -> claims(topology, hit, allHit, figure.getValue()))
                        .reduce(Claim::worst)
                        .map(claim -> claim.prediction(figure.getKey()))
                        .stream())
                .toList();
    }

    private static Stream<Claim> claims(
            Topology topology, Hit hit, Set<String> allHit, Function<Outlook, Claim> figure) {
        return Manner.of(hit.fault())
                .map(manner -> hit.nodes().stream()
                        .map(node -> figure.apply(new Outlook(topology, hit, node, manner, allHit)))
                        .map(claim -> told(claim, hit, manner)))
                .orElseGet(
                        () -> Stream.of(Claim.none("no rule for " + hit.fault().kind())));
    }

    /** What is predicted begins with what the fault is to whoever calls the node. */
    private static Claim told(Claim claim, Hit hit, Manner manner) {
        String peers = hit.fault().kind() + ": the node " + manner.words();
        return claim.span().isEmpty()
                ? claim
                : new Claim(
                        claim.span(),
                        Stream.concat(Stream.of(peers), claim.rules().stream()).toList());
    }
}
