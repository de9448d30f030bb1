package io.blackstart.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;

/** Durations and paths for people. */
final class Text {

    private Text() {}

    /** In seconds. */
    static String of(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** As seen from the current folder where it is below that, else whole. */
    static Path shortest(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
