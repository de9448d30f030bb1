package io.blackstart.journal;

/**
 * Something by which a fault can be noticed.
 *
 * @param kind where it is seen
 * @param name the marker's name, the health that the engine says, the alert's name, or the state of
 *     a balancer's server
 */
public record Sign(Kind kind, String name) {

    /** Where signs are seen. */
    public enum Kind {
        /** A marker of the topology in a node's output. */
        MARKER,
        /** What the engine says of a node's health check: {@code healthy} or {@code unhealthy}. */
        HEALTH,
        /** An alert that fires, as Alertmanager says when asked. */
        ALERT,
        /** A server that the balancer's own status says is {@code down}, when asked. */
        BALANCER;

        /** Whether it is learnt by asking again and again, and not from what somebody says by himself. */
        public boolean asked() {
            return this == ALERT || this == BALANCER;
        }
    }

    /** A marker of the topology. */
    public static Sign marker(String name) {
        return new Sign(Kind.MARKER, name);
    }

    /** A health that the engine says. */
    public static Sign health(String status) {
        return new Sign(Kind.HEALTH, status);
    }

    /** An alert that fires. */
    public static Sign alert(String name) {
        return new Sign(Kind.ALERT, name);
    }

    /** A state of one of the balancer's servers. */
    public static Sign balancer(String state) {
        return new Sign(Kind.BALANCER, state);
    }

    /** As people read it, such as {@code marker node-out}. */
    public String text() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name;
    }
}
