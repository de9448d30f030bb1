package io.blackstart.fault;

/** Faults of a node's process. Two of them at once on one node make no sense: there is one process, and it is dead or not. */
public sealed interface OnProcess extends Fault permits Crash, Stop, Restart, HostLoss, Freeze, Oom, DestroyData {

    /** Whether the node is down while it is there; a restart's is by itself. */
    default boolean takesDown() {
        return true;
    }
}
