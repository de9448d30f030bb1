package io.blackstart.fault;

import java.util.List;

/**
 * Groups of nodes cannot reach each other.
 *
 * @param groups two or more groups of nodes, services or zones, none in two of them; one way just two
 * @param direction both ways, or only from the first group to the second
 */
@Manual(
        says = "Groups of nodes cannot reach each other.",
        peers = "Silence between groups, both ways or one way; within a group all is well. Nodes in no "
                + "group reach everybody.",
        how = "nftables in the sandboxes of the receiving nodes, by sender address: packets are "
                + "dropped where they arrive.",
        limits = "It cuts packets, not one direction of a connection's meaning: one way cut, a TCP "
                + "connection still stalls both ways, because its acknowledgements are lost.",
        example = """
            - at: 0s
              fault: partition
              groups: [[web-1], [web-2]]
              for: 3s
            """)
public record Partition(
        @Parameter(
                says = "two or more groups of nodes, services or zones; forward just two",
                quantity = Quantity.GROUPS)
        List<List<String>> groups,

        @Parameter(
                says = "both ways, or forward: only packets from the first group to the second are dropped",
                quantity = Quantity.CHOICE,
                byDefault = "both")
        Cut direction)
        implements OnPackets {

    /** Which packets between two groups are dropped. */
    public enum Cut {
        BOTH,
        /** Only from the first group to the second. */
        FORWARD
    }

    public Partition {
        if (groups.size() < 2 || groups.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("groups must be two or more, none empty, was " + groups);
        }
        if (direction == Cut.FORWARD && groups.size() > 2) {
            throw new IllegalArgumentException("groups must be two where direction is forward, was " + groups);
        }
        groups = groups.stream().map(List::copyOf).toList();
    }

    @Override
    public Scope scope() {
        return Scope.GROUPS;
    }
}
