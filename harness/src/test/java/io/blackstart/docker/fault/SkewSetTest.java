package io.blackstart.docker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.fault.ClockSkew;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What several faults on one clock come to; instants in seconds for short. */
class SkewSetTest {

    private static final long SECOND = 1_000_000_000L;

    private final SkewSet skews = new SkewSet();

    private static ClockSkew offset(long seconds) {
        return new ClockSkew(Optional.of(Duration.ofSeconds(seconds)), Optional.empty());
    }

    private static ClockSkew rate(double rate) {
        return new ClockSkew(Optional.empty(), Optional.of(rate));
    }

    /** What the library makes of what it is told: the offset, and the time since the process began at the rate. */
    private double told(long at, long now, long started) {
        String[] words = skews.text(at * SECOND, started * SECOND).split(" x");
        double offset = Double.parseDouble(words[0]);
        double rate = Double.parseDouble(words[1]);
        return started + offset + (now - started) * rate - now;
    }

    @Test
    void withoutAnyItIsTrue() {
        assertThat(skews.text(100 * SECOND, 7 * SECOND)).isEqualTo("+0.000000 x1.000000");
    }

    @Test
    void offsetsAddUp() {
        skews.begin("a", offset(3600), 10 * SECOND);
        skews.begin("b", offset(-600), 20 * SECOND);
        assertThat(skews.text(20 * SECOND, 0)).isEqualTo("+3000.000000 x1.000000");
        skews.end("a");
        assertThat(skews.text(30 * SECOND, 0)).isEqualTo("-600.000000 x1.000000");
    }

    @Test
    void aRateCountsFromItsBeginningAndNotFromTheProcesss() {
        skews.begin("a", rate(2), 100 * SECOND);
        assertThat(told(100, 100, 7)).isCloseTo(0, within(1e-3));
        assertThat(told(100, 110, 7)).isCloseTo(10, within(1e-3));
    }

    @Test
    void ratesMultiply() {
        skews.begin("a", rate(2), 100 * SECOND);
        skews.begin("b", rate(3), 110 * SECOND);
        assertThat(skews.rate()).isEqualTo(6);
        assertThat(told(110, 110, 7)).isCloseTo(10, within(1e-3));
        assertThat(told(110, 112, 7)).isCloseTo(20, within(1e-3));
    }

    @Test
    void whatRemainsIsAsIfItHadBeenAlone() {
        skews.begin("a", rate(2), 100 * SECOND);
        skews.begin("b", rate(3), 110 * SECOND);
        skews.begin("c", offset(5), 110 * SECOND);
        skews.end("a");
        assertThat(told(120, 120, 7)).isCloseTo(5 + 20, within(1e-3));
        skews.end("b");
        skews.end("c");
        assertThat(told(130, 130, 7)).isCloseTo(0, within(1e-9));
        assertThat(skews.isEmpty()).isTrue();
    }
}
