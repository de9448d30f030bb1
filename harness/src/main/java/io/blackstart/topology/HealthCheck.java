package io.blackstart.topology;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a file says of a health check. What it leaves open is the image's, and where the image has nothing either, Compose's
 * default.
 *
 * @param test as the engine takes it: {@code ["CMD", …]} or {@code ["CMD-SHELL", "…"]}; empty: the image's own
 * @param interval between checks
 * @param timeout of one check
 * @param retries failures in a row until unhealthy
 * @param startPeriod in which failures do not count
 */
public record HealthCheck(
        List<String> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        OptionalInt retries,
        Optional<Duration> startPeriod) {

    private static final List<String> NONE = List.of("NONE");

    /** There is to be none, whatever the image says. */
    public static HealthCheck none() {
        return new HealthCheck(NONE, Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Whether there is to be none. */
    public boolean off() {
        return test.equals(NONE);
    }
}
