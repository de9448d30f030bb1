package io.blackstart.journal;

/**
 * Something by which a fault can be noticed.
 *
 * @param kind where it is seen
 * @param name the marker's name, or the health that the engine says
 */
public record Sign(Kind kind, String name) {

    /** Where signs are seen. */
    public enum Kind {
        /** A marker of the topology in a node's output. */
        MARKER,
        /** What the engine says of a node's health check: {@code healthy} or {@code unhealthy}. */
        HEALTH
    }

    /** A marker of the topology. */
    public static Sign marker(String name) {
        return new Sign(Kind.MARKER, name);
    }

    /** A health that the engine says. */
    public static Sign health(String status) {
        return new Sign(Kind.HEALTH, status);
    }

    /** As people read it, such as {@code marker node-out}. */
    public String text() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name;
    }
}
