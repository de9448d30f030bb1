package io.blackstart.experiment;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How recovery is watched.
 *
 * @param atMost the watch's bound, default 60 s
 * @param hold how long success must hold, default 5 s
 * @param window width of the success window, default 1 s (or 50 arrivals, whichever is longer)
 * @param ratio windowed success that counts as recovered; absent: the steady state's own objective on success
 */
public record Recovery(Duration atMost, Duration hold, Duration window, OptionalDouble ratio) {

    /** The contract's defaults. */
    public static Recovery defaults() {
        return new Recovery(
                Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(1), OptionalDouble.empty());
    }
}
