package io.blackstart.analysis;

import static io.blackstart.analysis.Story.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.objective.Confidence;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileBoundTest {

    private static Objective objective(String figure, Relation relation, double bound, double quantile) {
        return new Objective(
                Figure.of(figure).orElseThrow(),
                relation,
                bound,
                Optional.empty(),
                figure,
                Optional.of(new Confidence(quantile, 0.95)));
    }

    /** {@code failover: { p95: "<= 2s", confidence: 95% }}. */
    private static Finding failover(List<Estimate> repeats) {
        return QuantileBound.judge(objective("failover", Relation.AT_MOST, 2, 0.95), repeats);
    }

    private static Estimate measured(double value) {
        return Estimate.of(value, value - 0.01, value + 0.01, "measured");
    }

    /** From 1.01 on, a hundredth more each, in no order. */
    private static List<Estimate> hundredths(int n) {
        List<Estimate> all = new ArrayList<>(IntStream.rangeClosed(1, n)
                .mapToObj(i -> measured(1 + i / 100.0))
                .toList());
        Collections.shuffle(all, new Random(1));
        return all;
    }

    private static List<Estimate> with(List<Estimate> repeats, Estimate... others) {
        List<Estimate> all = new ArrayList<>(repeats.subList(others.length, repeats.size()));
        Collections.addAll(all, others);
        return all;
    }

    @Test
    void fiftyNineBelowTheBoundShowIt() {
        Finding finding = failover(hundredths(59));
        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.repeat()).isEmpty();
        assertThat(value(finding.estimate().high())).isCloseTo(1.6, within(1e-9));
        assertThat(value(finding.estimate().value())).isCloseTo(1.57, within(1e-9));
        assertThat(value(finding.estimate().low()))
                .isLessThan(1.57)
                .isEqualTo(1 + Ranks.of(59, new Confidence(0.95, 0.95)).lower().getAsInt() / 100.0 - 0.01);
        assertThat(finding.estimate().method())
                .startsWith("order statistics of 59 repeats, each end with 95 % confidence")
                .doesNotContain("needed");
    }

    @Test
    void fiftyEightAreTooFewAndSayHowManyItTakes() {
        Finding finding = failover(hundredths(58));
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.estimate().high()).isEmpty();
        assertThat(finding.estimate().method()).endsWith("59 repeats are needed to show that it is kept");
    }

    @Test
    void oneOfFiftyNineBeyondTheBoundLeavesItOpen() {
        assertThat(failover(with(hundredths(59), measured(3))).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void oneOfNinetyThreeMayBeBeyondIt() {
        assertThat(failover(with(hundredths(93), measured(3))).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void manyBeyondTheBoundMissIt() {
        Estimate[] slow = IntStream.range(0, 12).mapToObj(i -> measured(3)).toArray(Estimate[]::new);
        assertThat(failover(with(hundredths(59), slow)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void theBoundIsHeldAgainstTheIntervalsEnds() {
        List<Estimate> wide = IntStream.range(0, 59)
                .mapToObj(i -> Estimate.of(1.9, 1.5, 2.1, "measured"))
                .toList();
        assertThat(failover(wide).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatWasCutOffIsInfinite() {
        Finding finding = failover(with(hundredths(59), Estimate.censored(1.2, "cut off")));
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.estimate().high()).isEmpty();
        assertThat(failover(with(hundredths(93), Estimate.censored(1.2, "cut off")))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void noRepeatIsLeftOut() {
        Finding finding = failover(with(hundredths(93), Estimate.unmeasured("the ledger was not read")));
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.estimate().method()).isEqualTo("repeat 93 tells nothing: the ledger was not read");
        assertThat(finding.estimate().value()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void aShareIsBoundedFromBelow() {
        Objective most = objective("success", Relation.AT_LEAST, 0.99, 0.05);
        List<Estimate> good = IntStream.range(0, 59)
                .mapToObj(i -> Estimate.exactly(0.995 + i * 1e-5, "counted"))
                .toList();
        assertThat(QuantileBound.judge(most, good).verdict()).isEqualTo(Verdict.PASS);
        assertThat(QuantileBound.judge(most, good.subList(0, 58)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(QuantileBound.judge(most, with(good, Estimate.exactly(0.9, "counted")))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    /** Of runs whose true p95 is known: the bound is above it as often as it says, and not far from that. */
    @Test
    void itsConfidenceIsTrue() {
        Random random = new Random(5);
        double truth = -Math.log(0.05);
        int trials = 4_000;
        int kept = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<Estimate> repeats = IntStream.range(0, 93)
                    .mapToObj(i -> Estimate.exactly(-Math.log(1 - random.nextDouble()), "drawn"))
                    .toList();
            kept += value(failover(repeats).estimate().high()) >= truth ? 1 : 0;
        }
        assertThat(kept / (double) trials).isBetween(0.94, 0.96);
    }
}
