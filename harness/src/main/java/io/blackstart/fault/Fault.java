package io.blackstart.fault;

import java.util.Locale;

/**
 * A fault, as data. Each record has a page in the manual ({@link Manual}), an injector and a test of what a peer sees. Its
 * branch says on what it acts.
 */
public sealed interface Fault permits OnProcess, OnPackets, OnLimits, OnVolume, OnLink, InNode {

    /** The name in experiment files and reports, such as {@code host-loss}: that of its record. */
    default String kind() {
        return kindOf(getClass());
    }

    /** What its target has to be. */
    default Scope scope() {
        return Scope.NODE;
    }

    /** Whether it needs an end ({@code for}); what ends by itself, or has nothing to undo, needs none. */
    default boolean needsEnd() {
        return true;
    }

    /** The name of a fault's record. */
    static String kindOf(Class<?> fault) {
        return fault.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** What a fault acts on. */
    enum Scope {
        NODE,
        LINK,
        /** Groups of nodes, which the fault itself names. */
        GROUPS
    }
}
