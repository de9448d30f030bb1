package io.blackstart.engine;

import static io.blackstart.engine.Drafts.crash;
import static io.blackstart.engine.Drafts.crashed;
import static io.blackstart.engine.Drafts.experiment;
import static io.blackstart.engine.Drafts.objective;
import static io.blackstart.engine.Drafts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.Judgement;
import io.blackstart.analysis.validity.Check;
import io.blackstart.analysis.validity.Checked;
import io.blackstart.analysis.validity.SelfChecks;
import io.blackstart.journal.Event;
import io.blackstart.journal.Phase;
import io.blackstart.journal.Sign;
import io.blackstart.load.Vitals;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Finding;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on a platform of memory: what is true is known, so what is said of it can be checked. */
class ExperimentRunTest {

    private final SimulatedWorld world = new SimulatedWorld();

    private static Estimate figure(Judgement judgement, String key) {
        return judgement.findings().stream()
                .filter(finding -> finding.objective().figure().key().equals(key))
                .map(Finding::estimate)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 700, 1500, 3000})
    void theTrueFailoverLiesInItsInterval(int milliseconds) {
        world.trueFailover = Duration.ofMillis(milliseconds);
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 4)));
        Estimate failover = figure(judgement, "failover");
        assertThat(failover.low().orElseThrow()).isLessThanOrEqualTo(milliseconds / 1e3);
        assertThat(failover.high().orElseThrow())
                .isGreaterThanOrEqualTo(milliseconds / 1e3)
                .isLessThan(milliseconds / 1e3 + 0.1);
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.exit()).isZero();
    }

    @Test
    void aMissedBoundFails() {
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 0.5)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.exit()).isEqualTo(ExitCodes.MISSED);
    }

    @Test
    void aFailoverThatNeverComesIsCutOffAndFails() {
        world.trueFailover = Duration.ofHours(1);
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 2)));
        assertThat(figure(judgement, "failover").censored()).isTrue();
        assertThat(judgement.exit()).isEqualTo(ExitCodes.MISSED);
    }

    private static final Objective NOTICED = new Objective(
            Figure.detection(Sign.alert("Down")),
            Relation.AT_MOST,
            2,
            Optional.empty(),
            "detection by alert Down <= 2s");

    @Test
    void anAlertAfterTheFaultIsADetection() {
        // The crash comes a second after the end of the steady state.
        world.alertAfter = Optional.of(seconds(2.5));
        Judgement judgement = world.run(crashed(NOTICED, objective("falseAlarms", Relation.AT_MOST, 0)));
        assertThat(figure(judgement, "detection").value().orElseThrow())
                .isCloseTo(1.5, org.assertj.core.api.Assertions.within(0.01));
        assertThat(judgement.verdict()).as(judgement.toString()).isEqualTo(Verdict.PASS);
        assertThat(world.signWatches).isZero();
    }

    @Test
    void anAlertBeforeTheFaultIsAFalseAlarm() {
        world.alertAfter = Optional.of(seconds(0.5));
        Judgement judgement = world.run(crashed(NOTICED, objective("falseAlarms", Relation.AT_MOST, 0)));
        assertThat(judgement.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.INCONCLUSIVE, Verdict.FAIL);
    }

    @Test
    void anAlertThatNeverComesIsAMiss() {
        Judgement judgement = world.run(crashed(NOTICED));
        assertThat(figure(judgement, "detection").censored()).isTrue();
        assertThat(judgement.exit()).isEqualTo(ExitCodes.MISSED);
    }

    @Test
    void lostWritesAreCounted() {
        world.lostWrites = 5;
        Judgement judgement = world.run(crashed(objective("lostWrites", Relation.AT_MOST, 0)));
        assertThat(figure(judgement, "lostWrites").value()).hasValue(5);
        assertThat(judgement.exit()).isEqualTo(ExitCodes.MISSED);
    }

    @Test
    void aLedgerThatCannotBeReadIsNeverTakenAsWhole() {
        world.ledgerFails = true;
        Judgement judgement = world.run(crashed(objective("lostWrites", Relation.AT_MOST, 0)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
    }

    @Test
    void aLedgerThatCannotBeWrittenDownIsNeverTakenAsWhole() {
        world.ledgerFillsTheDisk = true;
        Judgement judgement = world.run(crashed(objective("lostWrites", Relation.AT_MOST, 0)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(figure(judgement, "lostWrites").method())
                .isEqualTo("the ledger of db could not be read back: what was read back cannot be written");
    }

    @Test
    void withoutAnAcknowledgedWriteNoneCanBeLost() {
        world.neverAcknowledges = true;
        Judgement judgement = world.run(crashed(objective("lostWrites", Relation.AT_MOST, 0)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("no write was acknowledged");
    }

    @Test
    void aNodeWhoseHealthWasNeverSeenIsNotHealthy() {
        world.neverSeen = "db";
        Judgement judgement = world.run(crashed(objective("redundancy", Relation.AT_MOST, 5)));
        assertThat(figure(judgement, "redundancy").censored()).isTrue();
        assertThat(judgement.exit()).isEqualTo(ExitCodes.MISSED);
    }

    @Test
    void aSimulationThatEndsBeforeItShouldProvesNothing() {
        world.simulationEndsAfter = Optional.of(seconds(5));
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("the simulation ended by itself 5000 ms after");
    }

    @Test
    void soDoesOneOfAControlRun() {
        world.simulationEndsAfter = Optional.of(seconds(4));
        Judgement judgement = world.run(experiment(List.of(), objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
    }

    @Test
    void whatCannotBeRemovedIsNoPass() {
        world.leftBehind = List.of("volume v");
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons()).contains("could not be removed: volume v");
    }

    @Test
    void whatOfOurOwnBrokeIsNotTheSystemsOutage() {
        world.ownBreaks = List.of("toxiproxy was away");
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons()).contains("toxiproxy was away");
    }

    @Test
    void anErrorOfTheMachineIsUndoneToo() {
        world.injectFails = null;
        world.injectError = new OutOfMemoryError("no more");
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.OUR_FAULT);
        assertThat(world.activeFaults).isEmpty();
        assertThat(world.torn).isEqualTo(1);
    }

    @Test
    void theMethodKeepsItsSchedule() {
        world.run(experiment(
                List.of(crash("a", 0.5, 2, true), crash("b", 4, 1, true)),
                objective("success", Relation.AT_LEAST, 0.1)));
        long origin = world.events(Event.LoadReleased.class).get(0).zero()
                + seconds(3).plus(ExperimentRun.JUDGING).toNanos();
        assertThat(world.events(Event.Injected.class))
                .extracting(event -> event.asked() - origin)
                .containsExactly(seconds(0.5).toNanos(), seconds(4).toNanos());
        assertThat(world.events(Event.Undone.class))
                .extracting(event -> event.undone().from() - origin)
                .containsExactly(seconds(2.5).toNanos(), seconds(5).toNanos());
    }

    @Test
    void theIntentStandsBeforeTheAct() {
        world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        List<String> kinds = world.journal().stream()
                .map(event -> event.getClass().getSimpleName())
                .filter(name -> name.startsWith("Inject") || name.startsWith("Und"))
                .toList();
        assertThat(kinds).containsExactly("InjectionIntended", "Injected", "UndoIntended", "Undone");
    }

    @Test
    void withoutASteadyStateNothingIsTested() {
        world.steadySuccess = 0.9;
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("nothing was tested").contains("success");
        assertThat(world.events(Event.InjectionIntended.class)).isEmpty();
        assertThat(world.torn).isEqualTo(1);
    }

    @Test
    void aControlRunHasNoFault() {
        Judgement judgement = world.run(experiment(
                List.of(),
                objective("success", Relation.AT_LEAST, 0.999),
                objective("lostWrites", Relation.AT_MOST, 0)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.runs().get(0).load().requests()).isBetween(790L, 801L);
    }

    @Test
    void aFaultThatNothingMetProvesNothing() {
        world.touched = false;
        world.touchesClients = false;
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.99)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("no traffic met it");
    }

    @Test
    void unlessNoneIsExpected() {
        world.touched = false;
        world.touchesClients = false;
        Judgement judgement =
                world.run(experiment(List.of(crash("1", 1, 4, false)), objective("success", Relation.AT_LEAST, 0.99)));
        assertThat(judgement.exit()).isZero();
    }

    @Test
    void aFaultThatWasNotAppliedProvesNothing() {
        world.applied = false;
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
    }

    @Test
    void countsThatDisagreeProveNothing() {
        world.miscounted = 3;
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("were planned");
    }

    @Test
    void aNodeThatDoesNotGetHealthyIsRemovedAgain() {
        world.bringUpFails = true;
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("api-1 ended with 3");
        assertThat(world.torn).isEqualTo(1);
    }

    @Test
    void withoutAnEngineNothingIsStarted() {
        world.imagesFail = new PlatformUnavailable("No engine answers.", null);
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(world.brought).isZero();
        assertThat(judgement.reasons()).contains("No engine answers.");
    }

    @Test
    void anInjectionThatBreaksIsUndone() {
        world.injectFails = new IllegalStateException("the engine does not answer");
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.OUR_FAULT);
        assertThat(world.activeFaults).isEmpty();
        assertThat(world.torn).isEqualTo(1);
    }

    @Test
    void anUndoThatFailsOnceIsTriedAgain() {
        world.undoFailures = 1;
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isZero();
        assertThat(world.activeFaults).isEmpty();
    }

    @Test
    void anUndoThatFailsTwiceProvesNothingAndAllIsRemoved() {
        world.undoFailures = 4;
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(world.torn).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 5, 9})
    void whenTheGeneratorDiesTheRunIsUndone(double after) {
        world.generatorDiesAfter = Optional.of(seconds(after));
        Judgement judgement = world.run(crashed(objective("success", Relation.AT_LEAST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.OUR_FAULT);
        assertThat(judgement.reasons()).anySatisfy(reason -> assertThat(reason).contains("the load generator died"));
        assertThat(world.activeFaults).isEmpty();
        assertThat(world.torn).isEqualTo(1);
    }

    static IntStream instants() {
        return IntStream.range(0, 80);
    }

    /** Every quarter of a second from the begin to beyond the end. */
    @ParameterizedTest
    @MethodSource("instants")
    void interruptedAtAnyInstantItIsUndoneAndRemoved(int quarter) {
        Duration at = seconds(quarter * 0.25 + 0.1);
        List<Boolean> before = new ArrayList<>();
        world.after(at, () -> {
            before.add(world.torn == 0);
            world.stop.request(ExitCodes.INTERRUPTED, "interrupted by SIGINT");
        });
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 2)));
        boolean interrupted = !before.isEmpty();
        assertThat(judgement.exit()).isEqualTo(interrupted ? ExitCodes.INTERRUPTED : ExitCodes.PASS);
        assertThat(world.activeFaults).isEmpty();
        assertThat(world.torn).isEqualTo(world.brought);
        assertThat(world.journal()).last().isInstanceOf(Event.RunEnded.class);
        assertThat(world.events(Event.UndoIntended.class)).hasSameSizeAs(world.events(Event.InjectionIntended.class));
    }

    static IntStream lines() {
        return IntStream.range(0, 40);
    }

    /** The disk is full from that line of the journal on. */
    @ParameterizedTest
    @MethodSource("lines")
    void withoutAJournalItStillBacksOut(int lines) {
        world.journalTakes = lines;
        world.run(crashed(objective("failover", Relation.AT_MOST, 2)));
        assertThat(world.activeFaults).isEmpty();
        assertThat(world.torn).isEqualTo(world.brought);
        assertThat(world.stop.reason().map(StopSignal.Reason::exit))
                .hasValueSatisfying(exit -> assertThat(exit).isIn(ExitCodes.UNAVAILABLE, ExitCodes.OUR_FAULT));
    }

    @Test
    void theInstantsCoverEveryPhaseThatTakesTime() {
        List<Phase> seen = new ArrayList<>();
        for (int quarter = 0; quarter < 80; quarter++) {
            SimulatedWorld one = new SimulatedWorld();
            one.after(seconds(quarter * 0.25 + 0.1), () -> one.stop.request(ExitCodes.INTERRUPTED, "SIGINT"));
            one.run(crashed(objective("failover", Relation.AT_MOST, 2)));
            one.events(Event.PhaseEntered.class).stream()
                    .map(Event.PhaseEntered::phase)
                    .filter(phase -> phase.compareTo(Phase.UNDO) < 0)
                    .reduce((first, second) -> second)
                    .ifPresent(seen::add);
        }
        assertThat(seen).contains(Phase.BRING_UP, Phase.WARM_UP, Phase.STEADY_STATE, Phase.METHOD);
    }

    @Test
    void whatIsKeptHasNoFaultOnIt() {
        world.keep = true;
        world.run(experiment(List.of(crash("1", 1, 4, true)), objective("failover", Relation.AT_MOST, 0.1)));
        assertThat(world.keptWith).isEmpty();
        assertThat(world.torn).isZero();
    }

    @Test
    void whoInterruptsARunWantsItGone() {
        world.keep = true;
        world.after(seconds(8), () -> world.stop.request(ExitCodes.INTERRUPTED, "interrupted by SIGINT"));
        world.run(crashed(objective("failover", Relation.AT_MOST, 2)));
        assertThat(world.torn).isEqualTo(1);
    }

    private static Optional<Vitals> stolen(Duration aSecond) {
        return Optional.of(new Vitals(2, aSecond.toNanos(), 0, 0, 0, 0));
    }

    @Test
    void aMachineThatWasTakenAwayProvesNothing() {
        world.vitals = stolen(Duration.ofMillis(600));
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 0.1)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0))
                .startsWith(
                        "the machine's processors were taken away: 30.0 % of their time was stolen, in the 1.000 s until ");
        assertThat(judgement.reasons().get(1)).startsWith("failover <= 0.1 was missed");
    }

    @Test
    void whatPassedOnSuchAMachinePassedInSpiteOfIt() {
        world.vitals = stolen(Duration.ofMillis(600));
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 4)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(check(judgement, "cpuSteal").excuse()).isTrue();
    }

    @Test
    void aLittleStolenTimeIsReportedAndChangesNoVerdict() {
        world.vitals = stolen(Duration.ofMillis(100));
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 4)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(check(judgement, "cpuSteal").measured()).hasValue(0.05);
    }

    @Test
    void aWallClockThatWasSetMakesTheRunInconclusive() {
        world.afterOrigin(seconds(1), () -> world.wallSteps = seconds(-2));
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 4)));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).startsWith("the wall clock was set, or the machine slept");
    }

    @Test
    void anEngineThatDoesNotAnswerIsAWarning() {
        world.engine = () -> {
            throw new IllegalStateException("no engine");
        };
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 4)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(check(judgement, "engineLatency").warning()).isTrue();
        assertThat(check(judgement, "engineLatency").evidence()).contains("no engine");
    }

    @Test
    void allChecksAreReported() {
        Judgement judgement = world.run(crashed(objective("failover", Relation.AT_MOST, 4)));
        assertThat(judgement.runs().get(0).checks())
                .extracting(Checked::rule)
                .isEqualTo(SelfChecks.ALL.stream().map(Check::rule).toList());
        assertThat(check(judgement, "entryProxy").evidence()).contains("http://192.0.2.1:80");
    }

    private static Checked check(Judgement judgement, String key) {
        return judgement.runs().get(0).checks().stream()
                .filter(checked -> checked.rule().key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
