package io.blackstart.engine;

import static io.blackstart.engine.Drafts.crash;
import static io.blackstart.engine.Drafts.guarded;
import static io.blackstart.engine.Drafts.objective;
import static io.blackstart.engine.Drafts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.Judgement;
import io.blackstart.experiment.Guardrail;
import io.blackstart.journal.Event;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ends a run before its time: when, with which verdict, and that all is undone. */
class GuardsTest {

    private static final double WITHIN = 0.25;

    private final SimulatedWorld world = new SimulatedWorld();

    private Judgement run(Guardrail.Condition condition, Verdict verdict) {
        world.trueFailover = Duration.ofHours(1);
        return world.run(guarded(
                List.of(crash("1", 1, 30, true)),
                List.of(new Guardrail(condition, verdict, "the guardrail")),
                objective("failover", Relation.AT_MOST, 2)));
    }

    private double undoBegan() {
        long origin = world.events(Event.LoadReleased.class).get(0).zero()
                + seconds(3).plus(ExperimentRun.JUDGING).toNanos();
        return (world.events(Event.UndoIntended.class).get(0).at() - origin) / 1e9;
    }

    @Test
    void noSuccessForTooLongEndsIt() {
        Judgement judgement = run(new Guardrail.NoSuccess(seconds(3)), Verdict.INCONCLUSIVE);
        // The outage begins at 1.002 s.
        assertThat(undoBegan()).isBetween(3.99, 4.002 + WITHIN);
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("the guardrail ended the run: no success for 3.0");
        Judgement.GuardrailReport report = judgement.runs().get(0).guardrail().orElseThrow();
        assertThat(report.undoBegan().getAsDouble() - report.met().from()).isBetween(0.0, WITHIN);
        assertThat(world.activeFaults).isEmpty();
        assertThat(world.torn).isEqualTo(1);
    }

    @Test
    void itFailsWhereItSaysSo() {
        Judgement judgement = run(new Guardrail.NoSuccess(seconds(3)), Verdict.FAIL);
        assertThat(judgement.exit()).isEqualTo(ExitCodes.MISSED);
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void butNotWhereTheRunItselfIsInDoubt() {
        world.applied = false;
        assertThat(run(new Guardrail.NoSuccess(seconds(3)), Verdict.FAIL).exit())
                .isEqualTo(ExitCodes.INCONCLUSIVE);
    }

    /** It is armed before the run ends, and would have been injected after that. */
    @Test
    void aStepThatWasOnlyMadeReadyIsNoDoubt() {
        world.trueFailover = Duration.ofHours(1);
        Judgement judgement = world.run(guarded(
                List.of(crash("1", 1, 30, true), crash("2", 4.4, 1, true)),
                List.of(new Guardrail(new Guardrail.NoSuccess(seconds(3)), Verdict.FAIL, "the guardrail")),
                objective("failover", Relation.AT_MOST, 2)));
        assertThat(world.events(Event.InjectionIntended.class)).hasSize(2);
        assertThat(world.events(Event.Injected.class)).hasSize(1);
        assertThat(judgement.exit()).as(judgement.reasons().toString()).isEqualTo(ExitCodes.MISSED);
    }

    @Test
    void successBelowItsBoundOverItsWindowEndsIt() {
        run(new Guardrail.Success(Relation.BELOW, 0.5, seconds(2)), Verdict.FAIL);
        // Half of the window's requests are bad 1 s after the outage began.
        assertThat(undoBegan()).isBetween(1.95, 2.05 + WITHIN);
    }

    @Test
    void aPercentileAboveItsBoundEndsIt() {
        Judgement judgement = run(new Guardrail.Percentile(95, Relation.ABOVE, seconds(1), seconds(2)), Verdict.FAIL);
        assertThat(judgement.reasons().get(0))
                .contains("p95 was infinite (so many requests failed) over the last 2.0 s");
        // One in twenty of the window's requests is bad 0.1 s after the outage began.
        assertThat(undoBegan()).isBetween(1.05, 1.15 + WITHIN);
    }

    @Test
    void lostNodesEndIt() {
        world.lostFrom = Optional.of(seconds(2).plus(ExperimentRun.JUDGING));
        run(new Guardrail.LostNodes(0), Verdict.FAIL);
        assertThat(undoBegan()).isBetween(2.0, 2.0 + WITHIN);
    }

    @Test
    void aCommandOfTheUsersEndsIt() {
        world.afterOrigin(seconds(2), () -> world.commandFails = Optional.of("check ended with 3"));
        Judgement judgement = run(new Guardrail.Command(List.of("check")), Verdict.INCONCLUSIVE);
        assertThat(undoBegan()).isBetween(2.0, 3.0 + WITHIN);
        assertThat(judgement.reasons().get(0)).contains("check ended with 3");
    }

    @Test
    void whatIsWellEndsNothing() {
        world.trueFailover = Duration.ofMillis(500);
        Judgement judgement = world.run(guarded(
                List.of(crash("1", 1, 4, true)),
                List.of(
                        new Guardrail(new Guardrail.NoSuccess(seconds(3)), Verdict.FAIL, "a"),
                        new Guardrail(new Guardrail.Success(Relation.BELOW, 0.5, seconds(2)), Verdict.FAIL, "b"),
                        new Guardrail(new Guardrail.LostNodes(0), Verdict.FAIL, "c"),
                        new Guardrail(new Guardrail.Command(List.of("check")), Verdict.FAIL, "d")),
                objective("failover", Relation.AT_MOST, 2)));
        assertThat(judgement.exit()).as(judgement.reasons().toString()).isZero();
    }

    /** What came after the end of the run is not counted with what came before. */
    @Test
    void figuresEndWithTheRun() {
        Judgement judgement = run(new Guardrail.NoSuccess(seconds(3)), Verdict.FAIL);
        long met = world.events(Event.GuardrailMet.class).get(0).met().to();
        long zero = world.events(Event.LoadReleased.class).get(0).zero();
        double last = (met - zero) / 1e9;
        assertThat(judgement.runs().get(0).outages())
                .allSatisfy(outage -> assertThat(outage.from().to()).isLessThanOrEqualTo(last));
        assertThat(judgement.findings().get(0).estimate().low().orElseThrow()).isBetween(2.8, last);
    }
}
