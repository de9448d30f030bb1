package io.blackstart.engine;

import static io.blackstart.engine.Drafts.crashed;
import static io.blackstart.engine.Drafts.objective;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.Judgement;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whole runs on a platform of memory whose failover and losses are known to the nanosecond, and are bounded at random: the
 * verdict is the true one, or it says that it cannot tell, and it may only say so where the bound lies within what the
 * requests leave open.
 */
class TrueVerdictsTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, seed = "20261130")
    void aFailoverIsJudgedAsItWas(
            @ForAll @IntRange(min = 50_000, max = 4_000_000) int microseconds,
            @ForAll @IntRange(min = 10_000, max = 4_500_000) int bound) {
        SimulatedWorld world = new SimulatedWorld();
        world.trueFailover = Duration.ofNanos(microseconds * 1_000L);
        Finding finding = finding(world, "failover", bound / 1e6);
        double truth = microseconds / 1e6;

        assertThat(finding.estimate().low().orElseThrow()).isLessThanOrEqualTo(truth);
        assertThat(finding.estimate().high().orElseThrow()).isGreaterThanOrEqualTo(truth);
        isTrue(finding, truth, bound / 1e6);
    }

    /** Counts are exact: there is nothing to leave open. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, seed = "20261130")
    void lossesAreJudgedAsTheyWere(
            @ForAll @IntRange(min = 0, max = 40) int lost, @ForAll @IntRange(min = 0, max = 40) int bound) {
        SimulatedWorld world = new SimulatedWorld();
        world.lostWrites = lost;
        Finding finding = finding(world, "lostWrites", bound);

        assertThat(finding.estimate().value()).hasValue(lost);
        assertThat(finding.verdict()).isEqualTo(lost <= bound ? Verdict.PASS : Verdict.FAIL);
    }

    /** Without a load that can be believed nothing passes, however well it looks. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE, seed = "20261130")
    void aRunThatIsNotValidNeverPasses(
            @ForAll @IntRange(min = 0, max = 4) int flaw, @ForAll @IntRange(min = 50, max = 900) int milliseconds) {
        SimulatedWorld world = new SimulatedWorld();
        world.trueFailover = Duration.ofMillis(milliseconds);
        switch (flaw) {
            case 0 -> world.applied = false;
            case 1 -> world.touched = false;
            case 2 -> world.miscounted = 1;
            case 3 -> world.steadySuccess = 0.9;
            default -> world.leftBehind = List.of("volume v");
        }
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 4)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons()).isNotEmpty();
    }

    private static Finding finding(SimulatedWorld world, String figure, double bound) {
        Judgement judgement = world.run(crashed(objective(figure, Relation.AT_MOST, bound)));
        return judgement.findings().stream()
                .filter(one -> one.objective().figure().key().equals(figure))
                .findFirst()
                .orElseThrow();
    }

    private static void isTrue(Finding finding, double truth, double bound) {
        double low = finding.estimate().low().orElseThrow();
        double high = finding.estimate().high().orElseThrow();
        switch (finding.verdict()) {
            case PASS -> assertThat(truth).isLessThanOrEqualTo(bound);
            case FAIL -> assertThat(truth).isGreaterThan(bound);
            case INCONCLUSIVE -> assertThat(bound).isBetween(low, high);
        }
    }
}
