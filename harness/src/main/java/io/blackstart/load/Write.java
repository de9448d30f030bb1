package io.blackstart.load;

/**
 * One write of the ledger.
 *
 * @param id unique in the run
 * @param sent monotonic nanoseconds
 * @param answered monotonic nanoseconds of the answer or failure
 * @param outcome what its client may believe
 */
public record Write(String id, long sent, long answered, Answer outcome) {

    /** What a client may believe of its write. Ordinals are the codes of the wire format. */
    public enum Answer {
        /** 2xx: must never be lost. */
        ACKNOWLEDGED,
        /** 4xx or ECONNREFUSED: must never appear. */
        REFUSED,
        /** Anything else: may be there or not. */
        UNKNOWN
    }
}
