package io.blackstart.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines out of the pieces in which the engine gives them. */
class LogLinesTest {

    private final List<LogLines.Line> seen = new ArrayList<>();
    private final LogLines lines = new LogLines(seen::add);

    private void add(String piece) {
        lines.add(piece.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineMayComeInPieces() {
        add("1970-01-01T00:00:01.000000002Z prom");
        assertThat(seen).isEmpty();
        add("oted\n1970-01-01T00:00:02Z next\n");
        assertThat(seen)
                .containsExactly(
                        new LogLines.Line(1_000_000_002L, "promoted"), new LogLines.Line(2_000_000_000L, "next"));
    }

    @Test
    void whatHasNoStampIsNoLine() {
        add("nothing\n\nno stamp here\n1970-01-01T00:00:03Z \n");
        assertThat(seen).containsExactly(new LogLines.Line(3_000_000_000L, ""));
    }

    @Test
    void aLongLineIsCut() {
        add("1970-01-01T00:00:01Z " + "x".repeat(100_000));
        add("y".repeat(100_000) + "\n");
        assertThat(seen.get(0).text()).hasSizeLessThan(65_536).endsWith("x");
    }
}
