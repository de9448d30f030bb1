package io.blackstart.toxiproxy;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Latency;
import java.io.IOException;
import java.util.List;

/** Faults on links as Toxiproxy's toxics. A link fault of another kind needs one more branch, one more method. */
final class Toxics {

    private Toxics() {}

    static void add(ToxicList toxics, String id, Fault fault) throws IOException {
        if (fault instanceof Latency latency) {
            latency(toxics, id, latency);
        } else {
            throw new IllegalArgumentException(fault.kind() + " is not a fault of Toxiproxy's");
        }
    }

    /** Jitter and toxicity need calls of their own: the client cannot set them with the first one. */
    private static void latency(ToxicList toxics, String id, Latency latency) throws IOException {
        for (ToxicDirection direction : directions(latency.direction())) {
            String name = id + "-" + direction.name().toLowerCase(java.util.Locale.ROOT);
            var toxic = toxics.latency(name, direction, latency.delay().toMillis());
            if (!latency.jitter().isZero()) {
                toxic.setJitter(latency.jitter().toMillis());
            }
            if (latency.share() < 1) {
                toxic.setToxicity((float) latency.share());
            }
        }
    }

    /** Towards the callee is upstream in Toxiproxy's words, towards the caller downstream. */
    static List<ToxicDirection> directions(Direction direction) {
        return switch (direction) {
            case REQUEST -> List.of(ToxicDirection.UPSTREAM);
            case RESPONSE -> List.of(ToxicDirection.DOWNSTREAM);
            case BOTH -> List.of(ToxicDirection.UPSTREAM, ToxicDirection.DOWNSTREAM);
        };
    }
}
