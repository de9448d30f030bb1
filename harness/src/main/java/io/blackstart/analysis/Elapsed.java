package io.blackstart.analysis;

import io.blackstart.journal.Bracket;

/**
 * The time from one instant to another, each known within a bracket; nanoseconds, never less than none.
 *
 * @param from where it begins
 * @param to where it ends
 */
record Elapsed(Bracket from, Bracket to) {

    /** From the latest beginning to the earliest end. */
    long low() {
        return Math.max(0, to.from() - from.to());
    }

    /** From the earliest beginning to the latest end. */
    long high() {
        return Math.max(0, to.to() - from.from());
    }

    /** The middle of the beginning. */
    long middle() {
        return from.from() + (from.to() - from.from()) / 2;
    }

    /** From the middle of the beginning to {@code best}, as far as low and high allow. */
    long value(long best) {
        return Math.max(low(), Math.min(high(), best - middle()));
    }
}
