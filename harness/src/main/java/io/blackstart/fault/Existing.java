package io.blackstart.fault;

/** What becomes of a link's connections that were opened before a fault. */
public enum Existing {
    /** They live on, and the fault acts on them as on new ones. */
    KEEP,
    /** They are closed as the fault begins. */
    CUT
}
