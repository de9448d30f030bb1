package io.blackstart.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HolmTest {

    private static List<Tested> tests(double... p) {
        return Arrays.stream(p).mapToObj(one -> new Tested(one, 0)).toList();
    }

    /** 0.01 ≤ 0.05 ÷ 4, 0.015 ≤ 0.05 ÷ 3, 0.03 > 0.05 ÷ 2: and after the first that does not, none does. */
    @Test
    void eachIsAskedForItsShareOfWhatIsLeft() {
        assertThat(Holm.significant(tests(0.03, 0.01, 0.04, 0.015))).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void oneAloneIsAskedForWhatItsIntervalLeavesToOneSide() {
        assertThat(Holm.significant(tests(0.024))).containsExactly(0);
        assertThat(Holm.significant(tests(0.026))).isEmpty();
    }

    @Test
    void whatCannotSpeakIsNotCounted() {
        List<Tested> silent = Collections.nCopies(50, new Tested(1, 1));
        List<Tested> all = Stream.concat(silent.stream(), Stream.of(new Tested(0.004, 0.004)))
                .toList();
        assertThat(Holm.significant(all)).containsExactly(50);
        assertThat(Holm.significant(
                        tests(DoubleStream.concat(DoubleStream.generate(() -> 1).limit(50), DoubleStream.of(0.004))
                                .toArray())))
                .isEmpty();
    }

    /** Five against five have 1 in 252 at best: enough for 12 figures, and for 13 nothing. */
    @Test
    void moreFiguresThanTheRepeatsCanBearSilenceAll() {
        Tested best = new Tested(1 / 252.0, 1 / 252.0);
        assertThat(Holm.significant(Collections.nCopies(12, best))).hasSize(12);
        assertThat(Holm.significant(Collections.nCopies(13, best))).isEmpty();
    }

    @Test
    void ofNoneNoneSpeaks() {
        assertThat(Holm.significant(List.of())).isEmpty();
    }
}
