package io.blackstart.journal;

/**
 * The interval in which an instant lies, in monotonic nanoseconds ({@link System#nanoTime()} of the host).
 *
 * @param from the earliest
 * @param to the latest, not before {@code from}
 */
public record Bracket(long from, long to) {

    public Bracket {
        if (to < from) {
            throw new IllegalArgumentException("bracket must not end before it begins: " + from + " > " + to);
        }
    }

    /** An instant that is known. */
    public static Bracket at(long instant) {
        return new Bracket(instant, instant);
    }

    /** The smallest bracket around both. */
    public Bracket span(Bracket other) {
        return new Bracket(Math.min(from, other.from), Math.max(to, other.to));
    }
}
