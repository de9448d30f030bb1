package io.blackstart.analysis.compare;

import static io.blackstart.analysis.compare.Made.FAILOVER;
import static io.blackstart.analysis.compare.Made.LOST;
import static io.blackstart.analysis.compare.Made.SUCCESS;
import static io.blackstart.analysis.compare.Made.compared;
import static io.blackstart.analysis.compare.Made.exactly;
import static io.blackstart.analysis.compare.Made.pairing;
import static io.blackstart.analysis.compare.Made.seconds;
import static io.blackstart.analysis.compare.Made.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final List<Measure> ONE_SECOND = within(0.01, 1.0, 1.1, 0.9, 1.2, 1.05);
    private static final List<Measure> THREE_SECONDS = within(0.01, 3.0, 3.3, 2.7, 3.6, 3.15);

    @Test
    void threeTimesAsLongIsWorse() {
        Compared failover = compared(FAILOVER, ONE_SECOND, THREE_SECONDS);
        assertThat(failover.change()).isEqualTo(Change.WORSE);
        assertThat(failover.difference().orElseThrow().value()).isCloseTo(2.1, within(0.05));
        assertThat(failover.difference().orElseThrow().low()).isGreaterThan(1.3);
    }

    @Test
    void aThirdOfItIsBetter() {
        assertThat(compared(FAILOVER, THREE_SECONDS, ONE_SECOND).change()).isEqualTo(Change.BETTER);
    }

    @Test
    void ofSuccessLessIsWorse() {
        Compared less =
                compared(SUCCESS, exactly(0.95, 0.951, 0.949, 0.952, 0.948), exactly(0.88, 0.881, 0.879, 0.882, 0.878));
        assertThat(less.change()).isEqualTo(Change.WORSE);
        assertThat(less.difference().orElseThrow().value()).isCloseTo(-0.07, within(0.001));
        Compared more =
                compared(SUCCESS, exactly(0.88, 0.881, 0.879, 0.882, 0.878), exactly(0.95, 0.951, 0.949, 0.952, 0.948));
        assertThat(more.change()).isEqualTo(Change.BETTER);
    }

    @Test
    void whatScattersAsItDidIsNoTelling() {
        Compared again = compared(FAILOVER, exactly(1.0, 1.4, 0.7, 1.2, 0.9), exactly(1.1, 0.8, 1.3, 1.0, 1.5));
        assertThat(again.change()).isEqualTo(Change.NO_TELLING);
        assertThat(again.why()).isEqualTo(Compared.UNDECIDED);
    }

    @Test
    void whatIsShownToDifferByNoMoreThanTheMarginIsTheSame() {
        assertThat(compared(FAILOVER, exactly(1.0, 1.01, 1.02, 1.0, 1.01), exactly(1.03, 1.02, 1.03, 1.02, 1.01))
                        .change())
                .isEqualTo(Change.SAME);
    }

    @Test
    void nothingLostInAnyRepeatIsTheSameHoweverFewThereAre() {
        assertThat(compared(LOST, exactly(0), exactly(0)).change()).isEqualTo(Change.SAME);
        assertThat(compared(LOST, exactly(0, 0, 0, 0, 0), exactly(0, 0, 0, 0, 0))
                        .change())
                .isEqualTo(Change.SAME);
    }

    @Test
    void oneRunAgainstOneTellsNothingAndSaysHowManyItTakes() {
        Compared single = compared(FAILOVER, within(0.01, 0.2), within(0.01, 8.7));
        assertThat(single.change()).isEqualTo(Change.NO_TELLING);
        assertThat(single.why())
                .isEqualTo("1 repeat before and 1 now are too few to tell: 4 each are needed, or 20 before");
        assertThat(single.difference().orElseThrow().low()).isCloseTo(8.48, within(1e-9));
    }

    @Test
    void withMoreFiguresMoreRepeatsAreNeeded() {
        List<Pairing> pairings = IntStream.range(0, 20)
                .mapToObj(i -> pairing(seconds("f" + i), ONE_SECOND, THREE_SECONDS))
                .toList();
        Compared first = Comparison.of(pairings, Margin.USUAL).get(0);
        assertThat(first.change()).isEqualTo(Change.NO_TELLING);
        assertThat(first.why()).isEqualTo("5 repeats before and 5 now are too few to tell: 6 each are needed");
    }

    /** Four of the five are equal in both: no order of these could tell, but more repeats were not what is missing. */
    @Test
    void whereNearlyAllIsEqualNobodyIsSentForMoreRepeats() {
        assertThat(compared(SUCCESS, exactly(1, 1, 1, 1, 1), exactly(1, 1, 1, 1, 0.99))
                        .why())
                .isEqualTo(Compared.UNDECIDED);
    }

    @Test
    void aRunThatCannotBeBelievedTellsNothing() {
        Pairing doubted = new Pairing(
                "sample", FAILOVER, List.of(ONE_SECOND), THREE_SECONDS, Optional.of("the generator was late"));
        Compared compared = Comparison.of(List.of(doubted), Margin.USUAL).get(0);
        assertThat(compared.change()).isEqualTo(Change.NO_TELLING);
        assertThat(compared.why()).isEqualTo("the generator was late");
        assertThat(compared.difference()).isEmpty();
    }

    @Test
    void whatOnlyOneSideMeasuredTellsNothing() {
        assertThat(compared(FAILOVER, List.of(), ONE_SECOND).why()).isEqualTo("it was not measured before");
        assertThat(compared(FAILOVER, ONE_SECOND, List.of()).why()).isEqualTo("it was not measured now");
    }

    @Test
    void whatNeverCameBackIsWorse() {
        Measure cutOff = new Measure(Double.POSITIVE_INFINITY, 30, Double.POSITIVE_INFINITY);
        assertThat(compared(FAILOVER, ONE_SECOND, List.of(cutOff, cutOff, cutOff, cutOff, cutOff))
                        .change())
                .isEqualTo(Change.WORSE);
    }

    /** On Monday 1 s, on Tuesday 2 s: what takes 1.9 s on Wednesday is nothing new, however little each day scatters. */
    @Test
    void runsOfDifferentDaysAreNoiseToo() {
        List<Measure> monday = exactly(1.0, 1.01, 1.02, 0.99, 0.98);
        List<Measure> tuesday = exactly(2.0, 2.01, 2.02, 1.99, 1.98);
        List<Measure> more = exactly(1.0, 1.02, 1.01, 0.97, 0.98);
        Pairing wednesday = new Pairing(
                "sample",
                FAILOVER,
                List.of(monday, tuesday, more, more, more, more),
                exactly(1.9, 1.91, 1.92, 1.93, 1.94),
                Optional.empty());
        assertThat(Comparison.of(List.of(wednesday), Margin.USUAL).get(0).change())
                .isEqualTo(Change.NO_TELLING);
        Pairing thursday = new Pairing(
                "sample",
                FAILOVER,
                List.of(monday, tuesday, more, more, more, more),
                exactly(3.9, 3.91, 3.92, 3.93, 3.94),
                Optional.empty());
        assertThat(Comparison.of(List.of(thursday), Margin.USUAL).get(0).change())
                .isEqualTo(Change.WORSE);
    }

    @Test
    void oneRunAgainstTheRunsOfABaselineIsAPrediction() {
        List<List<Measure>> days = IntStream.range(0, 20)
                .mapToObj(day -> exactly(0.9 + 0.02 * day))
                .toList();
        Pairing usual = new Pairing("sample", FAILOVER, days, exactly(1.25), Optional.empty());
        Pairing slow = new Pairing("sample", FAILOVER, days, exactly(3.2), Optional.empty());
        assertThat(Comparison.of(List.of(usual), Margin.USUAL).get(0).change()).isEqualTo(Change.NO_TELLING);
        assertThat(Comparison.of(List.of(slow), Margin.USUAL).get(0).change()).isEqualTo(Change.WORSE);
    }

    @Test
    void aMarginIsNeverLessThanWhatNobodyWouldCallARegression() {
        assertThat(Margin.USUAL.of(FAILOVER, exactly(0, 0, 0))).isEqualTo(0.05);
        assertThat(Margin.USUAL.of(FAILOVER, exactly(2, 2, 2))).isCloseTo(0.2, within(1e-12));
        assertThat(Margin.USUAL.of(seconds("p99.9"), exactly(0.004))).isEqualTo(0.002);
        assertThat(Margin.USUAL.of(seconds("answer.max"), exactly(0.004))).isEqualTo(0.002);
        assertThat(Margin.USUAL.of(LOST, exactly(0))).isZero();
        assertThat(Made.NONE.of(FAILOVER, exactly(0))).isZero();
    }
}
