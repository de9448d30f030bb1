package io.blackstart.analysis.compare;

import static io.blackstart.analysis.compare.Made.drawn;
import static io.blackstart.analysis.compare.Made.exactly;
import static io.blackstart.analysis.compare.Made.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A gate of ten figures, day after day: it does not cry wolf, and it finds what became slow. */
class DailyGatesTest {

    private static final int DAYS = 2_000;
    private static final int FIGURES = 10;

    /** 5 %, and three standard deviations of so many days. */
    private static double atMost(int days) {
        return 0.05 + 3 * Math.sqrt(0.05 * 0.95 / days);
    }

    /** How figures scatter, about 1 s. */
    static Stream<Arguments> shapes() {
        ToDoubleFunction<Random> check = random -> 0.5 + random.nextDouble();
        ToDoubleFunction<Random> bell = random -> 1 + 0.1 * random.nextGaussian();
        ToDoubleFunction<Random> tail = random -> 0.5 - 0.5 * Math.log(1 - random.nextDouble());
        ToDoubleFunction<Random> count = random -> random.nextInt(4);
        return Stream.of(
                Arguments.of("the phase of a check", check),
                Arguments.of("a bell", bell),
                Arguments.of("a long tail", tail),
                Arguments.of("a count", count));
    }

    private static boolean alarm(List<Pairing> pairings, Margin margin) {
        return Comparison.of(pairings, margin).stream().anyMatch(one -> one.change() == Change.WORSE);
    }

    private static List<Pairing> day(int runs, int repeats, int now, Random random, ToDoubleFunction<Random> shape) {
        List<Pairing> figures = new ArrayList<>();
        for (int i = 0; i < FIGURES; i++) {
            List<List<Measure>> before = Stream.generate(() -> drawn(repeats, () -> shape.applyAsDouble(random)))
                    .limit(runs)
                    .toList();
            figures.add(new Pairing(
                    "sample",
                    seconds("f" + i),
                    before,
                    drawn(now, () -> shape.applyAsDouble(random)),
                    Optional.empty()));
        }
        return figures;
    }

    private static double alarms(int days, int runs, int repeats, ToDoubleFunction<Random> shape, Margin margin) {
        Random random = new Random(42);
        int alarms = 0;
        for (int i = 0; i < days; i++) {
            alarms += alarm(day(runs, repeats, repeats, random, shape), margin) ? 1 : 0;
        }
        return alarms / (double) days;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void fiveRepeatsAgainstFiveCryWolfOnOneDayInTwentyAtMost(String name, ToDoubleFunction<Random> shape) {
        assertThat(alarms(DAYS, 1, 5, shape, Made.NONE)).isLessThan(atMost(DAYS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void neitherDoesOneRunAgainstTwenty(String name, ToDoubleFunction<Random> shape) {
        assertThat(alarms(DAYS / 4, 20, 1, shape, Margin.USUAL)).isLessThan(atMost(DAYS / 4));
    }

    /** What the same ten figures would do without the correction: the test above could fail. */
    @Test
    void uncorrectedTheyWouldCryWolfEverySeventhDay() {
        Random random = new Random(42);
        int alarms = 0;
        for (int i = 0; i < DAYS; i++) {
            boolean any = day(1, 5, 5, random, one -> 1 + 0.1 * one.nextGaussian()).stream()
                    .anyMatch(one -> alarm(List.of(one), Made.NONE));
            alarms += any ? 1 : 0;
        }
        assertThat(alarms / (double) DAYS).isBetween(0.1, 0.2);
    }

    /** Days differ by as much as repeats do. */
    @Test
    void aBaselineOfTwentyDaysKnowsThatDaysDiffer() {
        Random random = new Random(11);
        int alarms = 0;
        for (int i = 0; i < 100; i++) {
            List<Pairing> figures = new ArrayList<>();
            for (int figure = 0; figure < FIGURES; figure++) {
                List<List<Measure>> before =
                        Stream.generate(() -> ofADay(random)).limit(20).toList();
                figures.add(new Pairing("sample", seconds("f" + figure), before, ofADay(random), Optional.empty()));
            }
            alarms += alarm(figures, Margin.USUAL) ? 1 : 0;
        }
        assertThat(alarms / 100.0).isLessThan(0.12);
    }

    private static List<Measure> ofADay(Random random) {
        double day = 1 + 0.1 * random.nextGaussian();
        return drawn(5, () -> day + 0.1 * random.nextGaussian());
    }

    @Test
    void threeTimesAsSlowIsFoundAmongTenFigures() {
        Random random = new Random(5);
        int found = 0;
        int times = 300;
        for (int i = 0; i < times; i++) {
            List<Pairing> figures = day(1, 5, 5, random, one -> 0.5 + one.nextDouble());
            List<Measure> slow = drawn(5, () -> 1.5 + 3 * random.nextDouble());
            figures.set(3, new Pairing("sample", seconds("f3"), figures.get(3).before(), slow, Optional.empty()));
            found += Comparison.of(figures, Margin.USUAL).get(3).change() == Change.WORSE ? 1 : 0;
        }
        assertThat(found / (double) times).isGreaterThan(0.95);
    }

    @Test
    void alsoWhereNothingElseScatters() {
        List<Pairing> figures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            figures.add(new Pairing(
                    "sample", Made.LOST, List.of(exactly(0, 0, 0, 0, 0)), exactly(0, 0, 0, 0, 0), Optional.empty()));
        }
        figures.add(new Pairing(
                "sample",
                seconds("failover"),
                List.of(exactly(0.4, 0.5, 0.6, 0.7, 0.8)),
                exactly(1.2, 1.5, 1.8, 2.1, 2.4),
                Optional.empty()));
        List<Compared> compared = Comparison.of(figures, Margin.USUAL);
        assertThat(compared.get(40).change()).isEqualTo(Change.WORSE);
        assertThat(compared.subList(0, 40)).allMatch(one -> one.change() == Change.SAME);
    }
}
