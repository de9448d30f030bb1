package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Event.NodeHealthy;
import io.blackstart.journal.Event.NodeUnhealthy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code redundancy}: the end of the last fault, the node that was last, and what was seen of it. */
final class RedundancyTrace implements Trace {

    private static final int MOST = 20;

    private final Course course;
    private final Instants instants;
    private final Disturbance last;
    private final Map<String, Optional<Bracket>> nodes;

    /** Of a run in which a fault was over, and nodes were watched. */
    RedundancyTrace(Course course) {
        this.course = course;
        this.instants = new Instants(course.zero());
        this.last = Redundancy.lastToEnd(course).orElseThrow();
        this.nodes = Redundancy.nodes(course);
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(FaultPart.end(last, instants));
        parts.add(Part.of(
                "each node, by the last that was seen of it",
                nodes.entrySet().stream().map(this::node).toList()));
        nodes.entrySet().stream().filter(this::decides).forEach(node -> parts.add(seen(node.getKey())));
        parts.add(Part.of("how it adds up", sum()));
        return parts;
    }

    private boolean allHealthy() {
        return nodes.values().stream().allMatch(Optional::isPresent);
    }

    private String node(Map.Entry<String, Optional<Bracket>> node) {
        return node.getKey()
                + node.getValue()
                        .map(since -> ": became healthy " + instants.text(since))
                        .orElse(": not healthy");
    }

    /** Whether it gives an end of the interval: the last one to be healthy, or one that is not. */
    private boolean decides(Map.Entry<String, Optional<Bracket>> node) {
        if (!allHealthy()) {
            return node.getValue().isEmpty();
        }
        Bracket healthy = Redundancy.healthy(nodes);
        Bracket since = node.getValue().orElseThrow();
        return since.from() == healthy.from() || since.to() == healthy.to();
    }

    private Part seen(String node) {
        List<String> lines = course.all(Event.class)
                .flatMap(event -> of(node, event).stream())
                .toList();
        int more = Math.max(0, lines.size() - MOST);
        Stream<String> before = more == 0 ? Stream.empty() : Stream.of(more + " before that");
        return Part.of(
                "what was seen of " + node,
                Stream.concat(before, lines.stream().skip(more)).toList());
    }

    private Optional<String> of(String node, Event event) {
        if (event instanceof NodeHealthy healthy && healthy.node().equals(node)) {
            return Optional.of("at " + instants.text(event.at()) + ": healthy, " + instants.text(healthy.since()));
        }
        return event instanceof NodeUnhealthy unhealthy && unhealthy.node().equals(node)
                ? Optional.of("at " + instants.text(event.at()) + ": not healthy, " + unhealthy.why())
                : Optional.empty();
    }

    private List<String> sum() {
        Bracket over = last.over().orElseThrow();
        if (allHealthy()) {
            return Arithmetic.ends(new Elapsed(over, Redundancy.healthy(nodes)), instants);
        }
        long low = new Elapsed(over, Bracket.at(course.end())).low();
        return List.of(
                Arithmetic.difference("low", course.end(), over.to(), low, instants),
                "not every node was healthy at the end of the watch: cut off");
    }
}
