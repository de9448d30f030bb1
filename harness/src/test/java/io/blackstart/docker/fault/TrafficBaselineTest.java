package io.blackstart.docker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficBaselineTest {

    @Test
    void aFewPacketsMayBeACheckThatDidNotComeBefore() {
        assertThat(TrafficBaseline.ofPackets(0, 2).exceededBy(20, 0.5)).isFalse();
        assertThat(TrafficBaseline.ofPackets(0, 2).exceededBy(21, 0.5)).isTrue();
    }

    /** Twenty requests that are refused are twenty packets and twenty attempts to connect. */
    @Test
    void refusedRequestsAreAttemptsToConnect() {
        assertThat(TrafficBaseline.ofConnections(0, 2).exceededBy(20, 0.5)).isTrue();
        assertThat(TrafficBaseline.ofConnections(0, 2).exceededBy(3, 0.5)).isFalse();
    }

    @Test
    void checksGoOnAsTheyDidWithoutLoad() {
        assertThat(TrafficBaseline.ofConnections(4, 2).exceededBy(30, 10)).isFalse();
        assertThat(TrafficBaseline.ofConnections(4, 2).exceededBy(80, 10)).isTrue();
    }
}
