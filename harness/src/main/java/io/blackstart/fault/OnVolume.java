package io.blackstart.fault;

/** Faults of a node's volume, beside a running process. */
public sealed interface OnVolume extends Fault permits DiskFull {

    /** The volume's name in the Compose file. */
    String volume();
}
