package io.blackstart.docker.fault;

/**
 * Whether traffic is more than what flows without load. Health checks and pools come from the same peers as requests do; what
 * they send is regular, so the idle window before the load bounds what they can send later.
 *
 * @param idlePackets counted in the idle window
 * @param idleSeconds its length, more than 0
 */
record TrafficBaseline(long idlePackets, double idleSeconds) {

    private static final double MARGIN = 1.5;
    private static final double ALWAYS = 20;

    /** The most packets that need no load to be explained: the idle rate with two standard deviations (Poisson) and half more. */
    double explained(double seconds) {
        double packets = (double) idlePackets;
        double idle = packets + 2 * Math.sqrt(packets);
        return idle / idleSeconds * seconds * MARGIN + ALWAYS;
    }

    /** Whether so many packets in so many seconds are more than can be explained without load. */
    boolean exceededBy(long packets, double seconds) {
        return packets > explained(seconds);
    }
}
