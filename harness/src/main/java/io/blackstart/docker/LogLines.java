package io.blackstart.docker;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;

/** Lines with the engine's time stamps, out of the pieces in which they come. A longer line than is kept is cut. Not thread-safe. */
final class LogLines {

    private static final int MOST = 64 << 10;

    private final StringBuilder open = new StringBuilder();
    private final Consumer<Line> lines;

    /**
     * A line.
     *
     * @param epochNanos the engine's stamp
     * @param text without it
     */
    record Line(long epochNanos, String text) {}

    LogLines(Consumer<Line> lines) {
        this.lines = lines;
    }

    void add(byte[] piece) {
        String text = new String(piece, StandardCharsets.UTF_8);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            keep(text.substring(from, end));
            say(open.toString());
            open.setLength(0);
            from = end + 1;
        }
        keep(text.substring(from));
    }

    private void keep(String part) {
        open.append(part, 0, Math.min(part.length(), MOST - open.length()));
    }

    private void say(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return;
        }
        try {
            Instant at = Instant.parse(line.substring(0, space));
            lines.accept(new Line(at.getEpochSecond() * 1_000_000_000L + at.getNano(), line.substring(space + 1)));
        } catch (DateTimeException e) {
            // The rest of a line that the engine gave in two pieces.
        }
    }
}
