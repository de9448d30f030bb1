package io.blackstart.fault;

import io.blackstart.topology.Link;
import java.util.List;

/** What a fault is aimed at, as written. Resolved against a topology, with a seed, before anything starts. */
public sealed interface Target {

    /** A node, or all nodes of a service. */
    record Named(String name) implements Target {}

    /** One node of a service, chosen by seed. */
    record AnyOf(String service) implements Target {}

    /** A share of a service's nodes (0 to 1), rounded up, at least one, chosen by seed. */
    record ShareOf(double share, String service) implements Target {}

    /** So many nodes of a service, chosen by seed. */
    record CountOf(int count, String service) implements Target {}

    /** All nodes of a zone. */
    record Zone(String zone) implements Target {}

    /** The nodes that hold a role of the topology at the moment of injection. */
    record Role(String role) implements Target {}

    /** What the fault itself names, as a partition does its groups. */
    record OfFault() implements Target {}

    /** A link by its name in {@code x-blackstart.links}. */
    record NamedLink(String link) implements Target {}

    /** A link by its two ends. */
    record LinkBetween(Link link) implements Target {}

    /** All of these. */
    record AllOf(List<Target> targets) implements Target {}

    /** The first without the second. */
    record Except(Target all, Target without) implements Target {}
}
