package io.blackstart.analysis.compare;

import static io.blackstart.analysis.compare.Made.drawn;
import static io.blackstart.analysis.compare.Made.exactly;
import static io.blackstart.analysis.compare.Made.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MannWhitneyTest {

    /** Of all 252 choices of five among ten, one has the five largest. */
    @Test
    void fiveThatAreAllLargerThanFiveAreOneChoiceOf252() {
        Tested tested = MannWhitney.larger(exactly(1, 2, 3, 4, 5), exactly(6, 7, 8, 9, 10), 0);
        assertThat(tested.p()).isCloseTo(1 / 252.0, within(1e-12));
        assertThat(tested.least()).isCloseTo(1 / 252.0, within(1e-12));
    }

    /** Tables of U for n = m = 5 (Mann &amp; Whitney 1947, table I): P(U ≤ 4) = 0.048, P(U ≤ 2) = 0.016. */
    @Test
    void theProbabilitiesAreThoseOfTheTables() {
        assertThat(MannWhitney.larger(exactly(1, 2, 3, 4, 9), exactly(5, 6, 7, 8, 10), 0)
                        .p())
                .isCloseTo(0.048, within(0.0005));
        assertThat(MannWhitney.larger(exactly(1, 2, 3, 4, 7), exactly(5, 6, 8, 9, 10), 0)
                        .p())
                .isCloseTo(0.016, within(0.0005));
    }

    @Test
    void equalValuesShareTheirRanks() {
        Tested tested = MannWhitney.larger(exactly(0, 0, 0), exactly(0, 0, 1), 0);
        // The one that is larger is among the second three in half of all choices.
        assertThat(tested.p()).isCloseTo(0.5, within(1e-12));
        assertThat(tested.least()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void valuesThatAreAllEqualCanTellNothing() {
        assertThat(MannWhitney.larger(exactly(0, 0, 0, 0, 0), exactly(0, 0, 0, 0, 0), 0))
                .isEqualTo(new Tested(1, 1));
    }

    @Test
    void whatIsWithinTheMarginIsNotLarger() {
        List<Measure> before = exactly(1.0, 1.01, 1.02, 1.03, 1.04);
        List<Measure> now = exactly(1.05, 1.06, 1.07, 1.08, 1.09);
        assertThat(MannWhitney.larger(before, now, 0).p()).isLessThan(0.01);
        assertThat(MannWhitney.larger(before, now, 0.1).p()).isGreaterThan(0.9);
    }

    @Test
    void measuredIntervalsThatOverlapShowNothing() {
        double[] before = {1.0, 1.1, 1.2, 1.3, 1.4};
        double[] now = {1.5, 1.6, 1.7, 1.8, 1.9};
        assertThat(MannWhitney.larger(within(0.01, before), within(0.01, now), 0)
                        .p())
                .isLessThan(0.01);
        assertThat(MannWhitney.larger(within(0.3, before), within(0.3, now), 0).p())
                .isGreaterThan(0.3);
    }

    /** The value that a normal approximation gives where nothing is equal is near the exact one. */
    @Test
    void manyValuesAreApproximated() {
        Random random = new Random(7);
        List<Measure> before = drawn(150, random::nextGaussian);
        List<Measure> now = drawn(150, () -> random.nextGaussian() + 0.3);
        Tested tested = MannWhitney.larger(before, now, 0);
        assertThat(tested.least()).isZero();
        assertThat(tested.p()).isBetween(1e-6, 0.05);
    }

    /** Hollander &amp; Wolfe, table A.6: for 5 and 5 the interval of the third smallest and largest has 96.8 %. */
    @Test
    void theIntervalIsOfPairwiseDifferences() {
        Difference difference = MannWhitney.difference(exactly(1, 2, 3, 4, 5), exactly(11, 12, 13, 14, 15));
        assertThat(difference.value()).isEqualTo(10);
        assertThat(difference.low()).isEqualTo(7);
        assertThat(difference.high()).isEqualTo(13);
        assertThat(difference.confidence()).isCloseTo(0.968, within(0.0005));
    }

    @Test
    void ofSingleRunsItIsTheArithmeticOfWhatWasMeasured() {
        Difference difference =
                MannWhitney.difference(List.of(new Measure(0.4, 0.3, 0.5)), List.of(new Measure(2.0, 1.8, 2.1)));
        assertThat(difference.value()).isCloseTo(1.6, within(1e-12));
        assertThat(difference.low()).isCloseTo(1.3, within(1e-12));
        assertThat(difference.high()).isCloseTo(1.8, within(1e-12));
        assertThat(difference.confidence()).isZero();
    }

    @Test
    void whatWasCutOffMayDifferByAnything() {
        Measure cutOff = new Measure(Double.POSITIVE_INFINITY, 30, Double.POSITIVE_INFINITY);
        Difference difference = MannWhitney.difference(exactly(1, 2, 3, 4, 5), List.of(cutOff, cutOff, cutOff, cutOff));
        assertThat(difference.low()).isGreaterThanOrEqualTo(25);
        assertThat(difference.high()).isEqualTo(Double.POSITIVE_INFINITY);
        Difference both = MannWhitney.difference(List.of(cutOff), List.of(cutOff));
        assertThat(both).isEqualTo(new Difference(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0));
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "5, 5", "5, 20", "12, 9"})
    void theIntervalHoldsTheTruthAsOftenAsItSays(int first, int second) {
        Random random = new Random(first * 31L + second);
        int held = 0;
        int times = 2_000;
        for (int i = 0; i < times; i++) {
            List<Measure> before = drawn(first, random::nextDouble);
            List<Measure> now = drawn(second, () -> random.nextDouble() + 3);
            Difference difference = MannWhitney.difference(before, now);
            held += difference.low() <= 3 && 3 <= difference.high() ? 1 : 0;
        }
        // Binomial: three standard deviations of 2,000 times 95 % are 1.5 %.
        assertThat(held / (double) times).isGreaterThan(0.935);
    }
}
