package io.blackstart.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.World.Kind;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Finding;
import java.util.ArrayList;
import java.util.List;
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
    void theTruthLiesInTheInterval(Kind kind) {
        List<String> missed = new ArrayList<>();
        for (World world : worlds(kind)) {
            List<Finding> findings = world.story()
                    .wants("failover <= 2")
                    .wants("downtime <= 2")
                    .wants("brownout <= 2")
                    .judge()
                    .findings();
            missed.addAll(misses(world, findings));
        }

        assertThat(missed)
                .as("of " + worlds(kind).size())
                .hasSizeLessThanOrEqualTo(worlds(kind).size() / 100 + 1);
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

    private static List<World> worlds(Kind kind) {
        return LongStream.range(0, WORLDS)
                .mapToObj(World::new)
                .filter(world -> world.kind == kind)
                .toList();
    }

    private static List<String> misses(World world, List<Finding> findings) {
        List<String> misses = new ArrayList<>();
        miss(world, findings.get(0).estimate(), world.failover(), "failover", misses);
        boolean everybody = world.share == 1;
        miss(
                world,
                findings.get(everybody ? 1 : 2).estimate(),
                world.downtime(),
                everybody ? "downtime" : "brownout",
                misses);
        return misses;
    }

    private static void miss(World world, Estimate estimate, double truth, String what, List<String> misses) {
        double low = estimate.low().orElse(Double.POSITIVE_INFINITY);
        double high = estimate.high().orElse(Double.POSITIVE_INFINITY);
        if (truth < low || truth > high) {
            misses.add(what + " of " + world + " is " + truth + ", not " + low + " … " + high + "\n");
        }
    }
}
