package io.blackstart.analysis.prediction;

import io.blackstart.topology.Balancer;
import java.time.Duration;
import java.util.Optional;

/** What becomes of requests that a balancer sends to a node that is gone. Source: HAProxy 3.0 Configuration Manual, 4.2. */
final class Requests {

    /** A retry at the same server waits {@code min(timeout connect, one second)} (4.2, {@code retries}). */
    private static final Duration TURN_AROUND = Duration.ofSeconds(1);

    private final Balancer.Backend backend;
    private final Manner manner;

    Requests(Balancer.Backend backend, Manner manner) {
        this.backend = backend;
        this.manner = manner;
    }

    private boolean retried() {
        Balancer.Retries retries = backend.retries();
        return retries.times() > 0 && (manner == Manner.HANGS ? retries.silence() : retries.connection());
    }

    /** Whether they may all succeed at another server, so that clients see nothing. */
    boolean hidden() {
        return retried() && backend.retries().elsewhere();
    }

    /** How long one takes to fail that nobody else answers; absent: it waits for as long as its client does. */
    Optional<Duration> failing() {
        int tries = retried() ? backend.retries().times() : 0;
        return switch (manner) {
            case REFUSES ->
                Optional.of(backend.connect()
                        .map(limit -> Span.min(limit, TURN_AROUND))
                        .orElse(TURN_AROUND)
                        .multipliedBy(tries));
            case SILENT -> backend.connect().map(limit -> limit.multipliedBy(tries + 1L));
            case HANGS -> backend.answer().map(limit -> limit.multipliedBy(tries + 1L));
        };
    }

    String rule() {
        if (hidden()) {
            return "a request that fails so is tried again at another server, so clients may see nothing"
                    + " (HAProxy 3.0 manual, 4.2: retries, retry-on, option redispatch)";
        }
        return "a request that fails so is not tried at another server: some fail until the node is taken out"
                + " (HAProxy 3.0 manual, 4.2: retries, retry-on, option redispatch)";
    }
}
