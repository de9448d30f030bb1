package io.blackstart.docker.fault;

/**
 * Whether traffic is more than what flows without load. Health checks and pools come from the same peers as requests do; what
 * they send is regular, so the idle window before the load bounds what they can send later.
 *
 * @param idle how many packets, or attempts to connect, were counted in the idle window
 * @param idleSeconds its length, more than 0
 * @param always how many say nothing, because a check may come that did not come in the idle window
 */
record TrafficBaseline(long idle, double idleSeconds, double always) {

    private static final double MARGIN = 1.5;
    /** Two checks of a health endpoint. */
    private static final double PACKETS = 20;

    private static final double CONNECTIONS = 3;

    static TrafficBaseline ofPackets(long idle, double idleSeconds) {
        return new TrafficBaseline(idle, idleSeconds, PACKETS);
    }

    static TrafficBaseline ofConnections(long idle, double idleSeconds) {
        return new TrafficBaseline(idle, idleSeconds, CONNECTIONS);
    }

    /** The most that needs no load to be explained: the idle rate with two standard deviations (Poisson) and half more. */
    double explained(double seconds) {
        double most = idle + 2 * Math.sqrt((double) idle);
        return most / idleSeconds * seconds * MARGIN + always;
    }

    /** Whether so many in so many seconds are more than can be explained without load. */
    boolean exceededBy(long counted, double seconds) {
        return counted > explained(seconds);
    }
}
