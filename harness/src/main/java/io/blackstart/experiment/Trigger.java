package io.blackstart.experiment;

/** An event of the run that a step waits for. It is looked for from the beginning of the method on. */
public sealed interface Trigger {

    /** A step took effect; of one that repeats, its first time. */
    record StepBegan(String step) implements Trigger {}

    /** A step is over: undone, or in effect where it has no end; of one that repeats, its last time. */
    record StepOver(String step) implements Trigger {}

    /** A marker of the topology was seen in a log. */
    record MarkerSeen(String marker) implements Trigger {}

    /** A role of the topology is held by another node than when the method began. */
    record RoleMoved(String role) implements Trigger {}

    /** So many writes are acknowledged since the load began. */
    record AcknowledgedWrites(long count) implements Trigger {}
}
