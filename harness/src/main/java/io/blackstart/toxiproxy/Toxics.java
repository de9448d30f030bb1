package io.blackstart.toxiproxy;

import io.blackstart.engine.PlainName;
import io.blackstart.fault.Bandwidth;
import io.blackstart.fault.BlackHole;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Latency;
import io.blackstart.fault.LimitData;
import io.blackstart.fault.OnLink;
import io.blackstart.fault.Refuse;
import io.blackstart.fault.Reset;
import io.blackstart.fault.Slicer;
import io.blackstart.fault.SlowClose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a proxy suffers, as Toxiproxy has it.
 *
 * @param toxics by name, in the order in which they began
 * @param refused whether any fault wants it disabled
 */
record Toxics(Map<String, Toxic> toxics, boolean refused) {

    private static final double BYTES_OF_A_KILOBYTE = 1000;

    static Toxics of(Map<String, OnLink> faults) {
        Map<String, Toxic> toxics = new LinkedHashMap<>();
        faults.forEach((id, fault) -> of(id, fault).forEach(toxic -> toxics.put(toxic.name(), toxic)));
        return new Toxics(toxics, faults.values().stream().anyMatch(Refuse.class::isInstance));
    }

    /** Those of one fault: one a direction; none where the proxy is disabled instead. */
    static List<Toxic> of(String id, OnLink fault) {
        if (fault instanceof Latency latency) {
            Map<String, Long> values = Map.of("latency", millis(latency.delay()), "jitter", millis(latency.jitter()));
            return toxics(id, "latency", latency.direction(), latency.share(), values);
        }
        if (fault instanceof Bandwidth bandwidth) {
            long kilobytes = Math.max(1, Math.round(bandwidth.rate() / BYTES_OF_A_KILOBYTE));
            return toxics(id, "bandwidth", bandwidth.direction(), bandwidth.share(), Map.of("rate", kilobytes));
        }
        if (fault instanceof SlowClose slow) {
            return toxics(id, "slow_close", slow.direction(), slow.share(), Map.of("delay", millis(slow.delay())));
        }
        if (fault instanceof BlackHole hole) {
            return toxics(id, "timeout", hole.direction(), hole.share(), Map.of("timeout", millis(hole.close())));
        }
        return ends(id, fault);
    }

    private static List<Toxic> ends(String id, OnLink fault) {
        if (fault instanceof Reset reset) {
            return reset(id, reset);
        }
        if (fault instanceof LimitData limit) {
            return toxics(id, "limit_data", limit.direction(), limit.share(), Map.of("bytes", limit.bytes()));
        }
        if (fault instanceof Slicer slicer) {
            long micros = slicer.delay().toNanos() / 1000;
            Map<String, Long> values =
                    Map.of("average_size", slicer.size(), "size_variation", slicer.variation(), "delay", micros);
            return toxics(id, "slicer", slicer.direction(), slicer.share(), values);
        }
        if (fault instanceof Refuse) {
            return List.of();
        }
        throw new IllegalArgumentException(fault.kind() + " is not a fault of Toxiproxy's");
    }

    /**
     * The time-out of Toxiproxy's own cannot be interrupted, and nothing of its proxy can be changed until it is over. So what
     * comes is delayed instead and reset when it arrives; not for a share of connections, which the two would draw apart.
     */
    private static List<Toxic> reset(String id, Reset reset) {
        if (reset.delay().isZero() || reset.share() < 1) {
            Map<String, Long> values = Map.of("timeout", millis(reset.delay()));
            return toxics(id, "reset_peer", reset.direction(), reset.share(), values);
        }
        List<Toxic> toxics = new ArrayList<>();
        for (String stream : streams(reset.direction())) {
            Map<String, Long> wait = Map.of("latency", millis(reset.delay()), "jitter", 0L);
            toxics.add(new Toxic(PlainName.of(id) + "_wait-" + stream, "latency", stream, 1, wait));
            toxics.add(new Toxic(PlainName.of(id) + "-" + stream, "reset_peer", stream, 1, Map.of("timeout", 0L)));
        }
        return toxics;
    }

    private static List<Toxic> toxics(
            String id, String type, Direction direction, double share, Map<String, Long> attributes) {
        List<Toxic> toxics = new ArrayList<>();
        for (String stream : streams(direction)) {
            toxics.add(new Toxic(PlainName.of(id) + "-" + stream, type, stream, share, attributes));
        }
        return toxics;
    }

    private static List<String> streams(Direction direction) {
        return switch (direction) {
            case REQUEST -> List.of("upstream");
            case RESPONSE -> List.of("downstream");
            case BOTH -> List.of("upstream", "downstream");
        };
    }

    private static long millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e6);
    }
}
