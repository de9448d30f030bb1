package io.blackstart.docker;

import io.blackstart.journal.Sign;
import io.blackstart.topology.Topology;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where signs of one kind can be read by HTTP. */
interface SignBoard {

    /** Those of a topology. */
    static List<SignBoard> of(Topology topology) {
        Optional<SignBoard> alerts = topology.alerts().map(AlertGroups::new);
        Optional<SignBoard> balancer = topology.balancer().map(ServerStates::new);
        return Stream.of(alerts, balancer).flatMap(Optional::stream).toList();
    }

    /** A sign that is shown, and what makes it another one than its namesakes. */
    record Shown(Sign sign, Map<String, String> labels) {}

    /** What is read there. */
    Sign.Kind kind();

    /** Services or nodes that are asked, each for itself. */
    List<String> from();

    /** Where a node of that address is asked. */
    URI uri(String address);

    /**
     * What an answer shows: each sign with what else is said of it.
     *
     * @throws IOException where it is no such answer
     */
    Map<Shown, String> read(byte[] answer) throws IOException;
}
