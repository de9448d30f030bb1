package io.blackstart.analysis;

import java.util.Optional;

/**
 * The requests that an edge of a stretch stands on.
 *
 * @param earliest gives the earliest instant of the edge; absent where none does, and the load's beginning counts
 * @param latest gives its latest instant
 * @param certain whether each proves its end of the interval by itself; else it is where {@link Profile#DOUBT} ends
 */
record Proof(Optional<Evidence> earliest, Evidence latest, boolean certain) {

    /** The same, but for the earliest instant, which the beginning of the stretch gives. */
    Proof since(Proof beginning) {
        return new Proof(beginning.earliest, latest, certain);
    }
}
