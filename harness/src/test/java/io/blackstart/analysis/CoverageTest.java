package io.blackstart.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.World.Kind;
import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Services whose truth is known, asked at random rates: the truth lies in the interval that is claimed, and the interval
 * claims no more room than the requests leave. {@code -Dblackstart.worlds=10000} looks at more of them.
 */
class CoverageTest {

    private static final int WORLDS = Integer.getInteger("blackstart.worlds", 500);

    /** Two instants in whole milliseconds. */
    private static final double BLUR = 0.002;

    @ParameterizedTest
    @EnumSource
    void theTrueFailoverLiesInTheInterval(Kind kind) {
        assertThat(misses(kind, "failover", World::failover)).hasSizeLessThanOrEqualTo(oneOfAHundred(kind));
    }

    /** A share that fails is a brownout, everybody failing is downtime. */
    @ParameterizedTest
    @EnumSource
    void theTrueLengthLiesInTheInterval(Kind kind) {
        String figure = kind.name().startsWith("PARTLY") ? "brownout" : "downtime";

        assertThat(misses(kind, figure, World::downtime)).hasSizeLessThanOrEqualTo(oneOfAHundred(kind));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "PARTLY.*")
    void theIntervalIsNoWiderThanTwiceWhatTheRequestsLeaveOpen(Kind kind) {
        List<String> tooWide = new ArrayList<>();
        for (World world : worlds(kind)) {
            Estimate failover = world.story().figure("failover");
            double width = failover.high().orElseThrow() - failover.low().orElseThrow();
            if (width > 2 * world.room() + BLUR) {
                tooWide.add(width + " instead of " + world.room() + " in " + world + "\n");
            }
        }

        assertThat(tooWide).hasSizeLessThanOrEqualTo(worlds(kind).size() / 50);
    }

    /** One of a hundred, and three standard deviations of the count of such rare misses (Poisson). */
    private static int oneOfAHundred(Kind kind) {
        double expected = worlds(kind).size() / 100.0;
        return (int) Math.ceil(expected + 3 * Math.sqrt(expected));
    }

    private static List<World> worlds(Kind kind) {
        return LongStream.range(0, WORLDS)
                .mapToObj(World::new)
                .filter(world -> world.kind == kind)
                .toList();
    }

    private static List<String> misses(Kind kind, String figure, ToDoubleFunction<World> truth) {
        return worlds(kind).stream()
                .map(world -> miss(world, figure, truth.applyAsDouble(world)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> miss(World world, String figure, double truth) {
        Estimate estimate = world.story().figure(figure);
        double low = estimate.low().orElse(Double.POSITIVE_INFINITY);
        double high = estimate.high().orElse(Double.POSITIVE_INFINITY);
        return truth < low || truth > high
                ? Optional.of(world + ": " + figure + " is " + truth + ", not " + low + " … " + high + "\n")
                : Optional.empty();
    }
}
