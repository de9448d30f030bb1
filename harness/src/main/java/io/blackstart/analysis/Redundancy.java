package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Event.NodeHealthy;
import io.blackstart.journal.Event.NodeUnhealthy;
import io.blackstart.objective.Estimate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code redundancy}, seconds: from the last undo (of a crash that nobody holds down: its effect) to the instant at
 * which every node is healthy again.
 *
 * <p>Source: what the recovery watch saw of each node's health; the interval takes the undo's bracket and that of the
 * last node to be healthy. Limits: a node is only as healthy as its health check says; a node whose health check did
 * not answer before the watch was over is not healthy.
 */
final class Redundancy {

    private Redundancy() {}

    static Estimate estimate(Course course) {
        Optional<Bracket> over = lastOver(course);
        if (over.isEmpty()) {
            return Estimate.unmeasured("no fault was undone");
        }
        Map<String, Optional<Bracket>> nodes = nodes(course);
        if (nodes.isEmpty()) {
            return Estimate.unmeasured("no node's health was watched");
        }
        if (nodes.values().stream().anyMatch(Optional::isEmpty)) {
            return Estimate.censored(
                    Seconds.of(Math.max(0, course.end() - over.get().to())), "not healthy again: " + missing(nodes));
        }
        return between(new Elapsed(over.get(), healthy(nodes)), nodes.size());
    }

    /** When the last of all nodes was healthy; absent where one of them was not, or nobody looked. */
    static Optional<Bracket> whole(Course course) {
        Map<String, Optional<Bracket>> nodes = nodes(course);
        return nodes.isEmpty() || nodes.values().stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(healthy(nodes));
    }

    /** When the last fault was over. */
    static Optional<Bracket> lastOver(Course course) {
        return lastToEnd(course).flatMap(Disturbance::over);
    }

    /** The fault that was over last. */
    static Optional<Disturbance> lastToEnd(Course course) {
        return course.disturbances().stream()
                .filter(disturbance -> disturbance.over().isPresent())
                .reduce((one, other) -> end(one) >= end(other) ? one : other);
    }

    private static long end(Disturbance disturbance) {
        return disturbance.over().orElseThrow().to();
    }

    /** The last that was seen of each node: since when it is healthy; empty where it is not. */
    static Map<String, Optional<Bracket>> nodes(Course course) {
        Map<String, Optional<Bracket>> nodes = new LinkedHashMap<>();
        if (course.all(Event.class).noneMatch(Redundancy::ofHealth)) {
            return nodes;
        }
        course.experiment().topology().nodes().forEach(node -> nodes.put(node.name(), Optional.empty()));
        course.all(Event.class).forEach(event -> {
            if (event instanceof NodeHealthy healthy) {
                nodes.put(healthy.node(), Optional.of(healthy.since()));
            } else if (event instanceof NodeUnhealthy unhealthy) {
                nodes.put(unhealthy.node(), Optional.empty());
            }
        });
        return nodes;
    }

    private static boolean ofHealth(Event event) {
        return event instanceof NodeHealthy || event instanceof NodeUnhealthy;
    }

    private static String missing(Map<String, Optional<Bracket>> nodes) {
        return String.join(
                ", ",
                nodes.entrySet().stream()
                        .filter(node -> node.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** When the last of them was healthy; none is absent. */
    static Bracket healthy(Map<String, Optional<Bracket>> nodes) {
        return nodes.values().stream()
                .map(Optional::orElseThrow)
                .reduce((one, other) -> new Bracket(Math.max(one.from(), other.from()), Math.max(one.to(), other.to())))
                .orElseThrow();
    }

    private static Estimate between(Elapsed elapsed, int nodes) {
        double low = Seconds.of(elapsed.low());
        double high = Seconds.of(elapsed.high());
        return Estimate.of(
                Math.round((low + high) * 500_000) / 1_000_000.0,
                low,
                high,
                "last undo to the last of " + nodes + " nodes healthy, as watched");
    }
}
