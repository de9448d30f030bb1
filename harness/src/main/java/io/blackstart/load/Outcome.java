package io.blackstart.load;

/** What a request came to, as its client saw it. Ordinals are the codes of the wire format. */
public enum Outcome {
    /** Answered, and every check held. */
    OK,
    /** Refused, reset, timed out, or a check failed. */
    FAILED,
    /** In flight when the load was stopped: neither. */
    CUT
}
