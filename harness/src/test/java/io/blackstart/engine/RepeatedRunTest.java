package io.blackstart.engine;

import static io.blackstart.engine.Drafts.crash;
import static io.blackstart.engine.Drafts.crashed;
import static io.blackstart.engine.Drafts.experiment;
import static io.blackstart.engine.Drafts.objective;
import static io.blackstart.engine.Drafts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.Judgement;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Repeats;
import io.blackstart.journal.Event;
import io.blackstart.objective.Confidence;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of several repeats on a platform of memory. */
class RepeatedRunTest {

    private static final Objective FAILOVER = objective("failover", Relation.AT_MOST, 2);
    private static final Objective LOST = objective("lostWrites", Relation.AT_MOST, 0);

    private final SimulatedWorld world = new SimulatedWorld();

    private static Experiment fresh(int times, Objective... objectives) {
        return crashed(objectives).repeated(new Repeats(times, seconds(3), true));
    }

    private static Experiment standing(int times, Objective... objectives) {
        return crashed(objectives).repeated(new Repeats(times, seconds(3), false));
    }

    /** {@code failover: { p50: "<= 2s", confidence: 95% }}, which five repeats can show. */
    private static Objective median() {
        return new Objective(
                FAILOVER.figure(),
                Relation.AT_MOST,
                2,
                Optional.empty(),
                "failover p50 <= 2s (95 %)",
                Optional.of(new Confidence(0.5, 0.95)));
    }

    private static List<Double> delays(Judgement judgement) {
        return judgement.runs().stream().map(Judgement.Repeat::delay).toList();
    }

    @Test
    void freshRepeatsBeginOnATopologyOfTheirOwn() {
        Judgement judgement = world.runRepeatedly(fresh(3, FAILOVER, LOST));
        assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.PASS);
        assertThat(judgement.exit()).isZero();
        assertThat(judgement.runs()).extracting(Judgement.Repeat::repeat).containsExactly(1, 2, 3);
        assertThat(world.brought).isEqualTo(3);
        assertThat(world.torn).isEqualTo(3);
        assertThat(world.again).isZero();
    }

    @Test
    void othersBeginOnTheSameOneWhenItIsHealthyAgain() {
        Judgement judgement = world.runRepeatedly(standing(3, FAILOVER, LOST));
        assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.PASS);
        assertThat(judgement.runs()).hasSize(3);
        assertThat(world.brought).isEqualTo(1);
        assertThat(world.again).isEqualTo(2);
        assertThat(world.torn).isEqualTo(1);
        assertThat(world.prepared).containsExactly("1", "1@2", "1@3");
    }

    @Test
    void alertsAreAskedForInEachOfThem() {
        Judgement judgement = world.runRepeatedly(standing(2, objective("falseAlarms", Relation.AT_MOST, 0)));
        assertThat(judgement.findings()).extracting(Finding::verdict).containsExactly(Verdict.PASS, Verdict.PASS);
        assertThat(world.signWatches).isZero();
    }

    @Test
    void aPlainObjectiveHasAFindingOfEachRepeat() {
        Judgement judgement = world.runRepeatedly(standing(3, FAILOVER, LOST));
        assertThat(judgement.findings())
                .extracting(Finding::repeat)
                .containsExactly(
                        OptionalInt.of(1),
                        OptionalInt.of(2),
                        OptionalInt.of(3),
                        OptionalInt.of(1),
                        OptionalInt.of(2),
                        OptionalInt.of(3));
    }

    @Test
    void writesOfAnEarlierRepeatAreNoneOfThisOne() {
        world.beforeRepeat = repeat -> world.lostWrites = repeat == 1 ? 3 : 0;
        Judgement judgement = world.runRepeatedly(standing(2, objective("lostWrites", Relation.AT_MOST, 5), FAILOVER));
        assertThat(judgement.findings())
                .filteredOn(finding -> finding.objective().figure().key().equals("lostWrites"))
                .extracting(finding -> finding.estimate().value().orElseThrow())
                .containsExactly(3.0, 0.0);
    }

    @Test
    void theMethodBeginsAtAnotherInstantEachTime() {
        Judgement judgement = world.runRepeatedly(standing(5, FAILOVER));
        assertThat(new HashSet<>(delays(judgement))).hasSize(5).allMatch(delay -> delay >= 0 && delay < 3);
        for (Judgement.Repeat repeat : judgement.runs()) {
            double origin = 3 + ExperimentRun.JUDGING.toMillis() / 1e3;
            assertThat(repeat.injections().get(0).planned())
                    .isCloseTo(origin + repeat.delay() + 1, org.assertj.core.api.Assertions.within(1e-5));
        }
        assertThat(world.ofRun).filteredOn(Event.RepeatBegun.class::isInstance).hasSize(5);
    }

    @Test
    void theInstantsAreTheSeeds() {
        List<Double> once = delays(world.runRepeatedly(standing(4, FAILOVER)));
        assertThat(delays(new SimulatedWorld().runRepeatedly(standing(4, FAILOVER))))
                .isEqualTo(once);
        assertThat(delays(new SimulatedWorld().runRepeatedly(fresh(4, FAILOVER))))
                .isEqualTo(once);
        SimulatedWorld other = new SimulatedWorld();
        other.seed = 8;
        assertThat(delays(other.runRepeatedly(standing(4, FAILOVER)))).doesNotContainAnyElementsOf(once);
    }

    @Test
    void withoutASpreadItBeginsAsEver() {
        Experiment twice = crashed(FAILOVER).repeated(new Repeats(2, Duration.ZERO, false));
        assertThat(delays(world.runRepeatedly(twice))).containsExactly(0.0, 0.0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstMissIsTheLastRepeat(boolean fresh) {
        world.beforeRepeat = repeat -> world.trueFailover = seconds(repeat == 2 ? 3 : 0.5);
        Judgement judgement = world.runRepeatedly(crashed(FAILOVER).repeated(new Repeats(5, seconds(1), fresh)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.exit()).isEqualTo(ExitCodes.MISSED);
        assertThat(judgement.runs()).hasSize(2);
        assertThat(judgement.reasons().get(0)).startsWith("repeat 2: failover <= 2.0 was missed");
        assertThat(judgement.reasons().get(1))
                .isEqualTo("of 5 repeats 2 were carried out: one that misses is the last");
        assertThat(world.torn).isEqualTo(world.brought);
    }

    @Test
    void withAConfidenceTheNumberIsFixed() {
        world.beforeRepeat = repeat -> world.trueFailover = seconds(repeat == 2 ? 3 : 0.5);
        Judgement judgement = world.runRepeatedly(fresh(8, median(), LOST));
        assertThat(judgement.runs()).hasSize(8);
        assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.PASS);
        Finding over = judgement.findings().get(0);
        assertThat(over.repeat()).isEmpty();
        assertThat(over.estimate().high().orElseThrow()).isBetween(0.5, 0.6);
    }

    @Test
    void tooFewRepeatsSayHowManyItTakes() {
        Judgement judgement = world.runRepeatedly(fresh(4, median()));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.findings().get(0).estimate().method())
                .endsWith("5 repeats are needed to show that it is kept");
        assertThat(judgement.reasons())
                .singleElement()
                .asString()
                .startsWith("failover p50 <= 2s (95 %) cannot be told: ")
                .endsWith("5 repeats are needed to show that it is kept");
    }

    @Test
    void onceItSaysSoToo() {
        Judgement judgement = world.run(crashed(median()));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.findings().get(0).repeat()).isEmpty();
        assertThat(judgement.findings().get(0).estimate().method()).contains("5 repeats are needed");
    }

    @Test
    void aRepeatThatProvesNothingLeavesTheQuantileOpen() {
        world.beforeRepeat = repeat -> world.applied = repeat != 3;
        Judgement judgement = world.runRepeatedly(fresh(8, median()));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.findings().get(0).estimate().method()).startsWith("repeat 3 tells nothing: step 1");
        assertThat(judgement.reasons().get(0)).startsWith("repeat 3: step 1 (crash on api-1) was not applied");
    }

    @Test
    void noneLostInManyFreshRepeatsSaysHowManyRunsMayLoseSome() {
        Judgement judgement = world.runRepeatedly(fresh(20, LOST));
        assertThat(judgement.findings()).hasSize(20).allSatisfy(finding -> assertThat(
                        finding.estimate().method())
                .endsWith("none in all 20 repeats: at most 15 % of runs have any (rule of three, 95 %)"));
        assertThat(new SimulatedWorld().runRepeatedly(standing(20, LOST)).findings())
                .noneMatch(finding -> finding.estimate().method().contains("rule of three"));
    }

    @Test
    void aTopologyThatDoesNotGetHealthyAgainEndsTheRun() {
        world.beforeRepeat = repeat -> world.neverSeen = repeat == 2 ? "api-1" : "";
        Judgement judgement = world.runRepeatedly(standing(4, FAILOVER));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.runs()).hasSize(2);
        assertThat(judgement.reasons())
                .anySatisfy(reason -> assertThat(reason)
                        .startsWith("repeat 2: after the last repeat these nodes were not healthy again")
                        .contains("api-1"))
                .contains("of 4 repeats 2 were carried out");
        assertThat(world.torn).isEqualTo(1);
    }

    @Test
    void aFaultThatCannotBeUndoneEndsTheRun() {
        world.undoFailures = 4;
        Judgement judgement = world.runRepeatedly(standing(4, FAILOVER));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.runs()).hasSize(1);
        assertThat(world.torn).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 31, 40, 50, 61})
    void interruptedItIsUndoneRemovedAndJudged(int second) {
        world.after(seconds(second), () -> world.stop.request(ExitCodes.INTERRUPTED, "interrupted by SIGINT"));
        Judgement judgement = world.runRepeatedly(standing(10, FAILOVER));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INTERRUPTED);
        assertThat(judgement.reasons()).anyMatch(reason -> reason.endsWith("interrupted by SIGINT"));
        assertThat(judgement.runs()).hasSizeBetween(1, 9);
        assertThat(world.activeFaults).isEmpty();
        assertThat(world.torn).isEqualTo(world.brought);
        assertThat(world.ofRun).last().isInstanceOf(Event.RunEnded.class);
    }

    @Test
    void aMissStandsThoughTheRunWasInterruptedLater() {
        Objective tight = objective("downtime", Relation.AT_MOST, 0.1);
        world.beforeRepeat = repeat -> {
            if (repeat == 2) {
                world.stop.request(ExitCodes.INTERRUPTED, "interrupted by SIGINT");
            }
        };
        Judgement judgement = world.runRepeatedly(fresh(8, tight, median()));
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INTERRUPTED);
    }

    @Test
    void filesThatCannotBeWrittenLeaveNothingStanding() {
        world.unwritable = 2;
        Judgement judgement = world.runRepeatedly(standing(3, FAILOVER));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons()).anyMatch(reason -> reason.contains("No space left on device"));
        assertThat(world.torn).isEqualTo(1);
    }

    @Test
    void whatCannotBeRemovedIsNoPass() {
        world.leftBehind = List.of("volume v");
        Judgement judgement = world.runRepeatedly(standing(2, FAILOVER));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons()).containsExactly("could not be removed: volume v");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keptIsTheLastOne(boolean fresh) {
        world.keep = true;
        world.beforeRepeat = repeat -> world.trueFailover = seconds(repeat == 3 ? 3 : 0.5);
        world.runRepeatedly(crashed(FAILOVER).repeated(new Repeats(5, seconds(1), fresh)));
        assertThat(world.kept.up()).isPresent();
        assertThat(world.keptWith).isEmpty();
        assertThat(world.brought - world.torn).isEqualTo(1);
    }

    @Test
    void controlRunsAreRepeatedToo() {
        Experiment control = experiment(List.of(), objective("success", Relation.AT_LEAST, 0.999))
                .repeated(new Repeats(3, Duration.ZERO, false));
        Judgement judgement = world.runRepeatedly(control);
        assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.PASS);
        assertThat(judgement.findings()).hasSize(3);
    }

    @Test
    void severalStepsKeepTheirDistances() {
        Experiment two = experiment(List.of(crash("a", 0.5, 2, true), crash("b", 4, 1, true)), FAILOVER)
                .repeated(new Repeats(3, seconds(2), false));
        for (Judgement.Repeat repeat : world.runRepeatedly(two).runs()) {
            assertThat(repeat.injections().get(1).planned()
                            - repeat.injections().get(0).planned())
                    .isCloseTo(3.5, org.assertj.core.api.Assertions.within(1e-5));
        }
    }
}
