package io.blackstart.engine;

import static io.blackstart.engine.Drafts.experiment;
import static io.blackstart.engine.Drafts.objective;
import static io.blackstart.engine.Drafts.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.analysis.Judgement;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Ramp;
import io.blackstart.experiment.Repetition;
import io.blackstart.experiment.Start;
import io.blackstart.experiment.Step;
import io.blackstart.experiment.Trigger;
import io.blackstart.fault.Crash;
import io.blackstart.fault.Direction;
import io.blackstart.fault.Existing;
import io.blackstart.fault.Fault;
import io.blackstart.fault.Freeze;
import io.blackstart.fault.Isolate;
import io.blackstart.fault.Latency;
import io.blackstart.fault.Target;
import io.blackstart.journal.Event;
import io.blackstart.objective.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When steps begin and end: by the clock, again and again, by and by, and after events. */
class MethodRunTest {

    private final SimulatedWorld world = new SimulatedWorld();

    private static Step step(String id, Start start, Fault fault, Target target, double length) {
        return new Step(
                id, start, fault, target, Optional.of(seconds(length)), true, Repetition.once(), Optional.empty());
    }

    private static Start at(double offset) {
        return new Start.At(seconds(offset));
    }

    private static Start after(Trigger trigger, double plus) {
        return new Start.After(trigger, seconds(plus));
    }

    private static Target node(String name) {
        return new Target.Named(name);
    }

    private Judgement run(Step... steps) {
        return world.run(draft(steps));
    }

    private static Experiment draft(Step... steps) {
        return experiment(List.of(steps), objective("success", Relation.AT_LEAST, 0.1));
    }

    private long origin() {
        return world.events(Event.LoadReleased.class).get(0).zero()
                + seconds(3).plus(ExperimentRun.JUDGING).toNanos();
    }

    /** Seconds from the end of the steady state at which a step was asked for. */
    private List<Double> begun(String id) {
        return world.events(Event.Injected.class).stream()
                .filter(event -> event.step().equals(id))
                .map(event -> (event.asked() - origin()) / 1e9)
                .toList();
    }

    private double ended(String id) {
        return world.events(Event.Undone.class).stream()
                .filter(event -> event.step().equals(id))
                .map(event -> (event.undone().from() - origin()) / 1e9)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFlappingNodeFlapsOnItsBeat() {
        Step flapping = new Step(
                "flap",
                at(1),
                new Isolate(),
                node("api-1"),
                Optional.of(seconds(0.5)),
                true,
                new Repetition(seconds(2), 3),
                Optional.empty());
        Judgement judgement = run(flapping);
        assertThat(begun("flap#1")).containsExactly(1.0);
        assertThat(begun("flap#2")).containsExactly(3.0);
        assertThat(begun("flap#3")).containsExactly(5.0);
        assertThat(ended("flap#3")).isEqualTo(5.5);
        assertThat(judgement.exit()).isZero();
        assertThat(judgement.runs().get(0).injections()).hasSize(3);
    }

    /** The best-known tool was 112 ms late by its third step; here each takes 5 ms, and none waits for another. */
    @Test
    void theTenthStepIsAsPunctualAsTheFirst() {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            steps.add(step("s" + i, at(i * 0.5), new Isolate(), node("api-1"), 0.25));
        }
        run(steps.toArray(Step[]::new));
        for (int i = 1; i <= 10; i++) {
            assertThat(begun("s" + i)).containsExactly(i * 0.5);
        }
    }

    /** What comes when its own time is over would be there for an instant, and claim to have been there. */
    @Test
    void aStepWhoseTimeIsOverIsNotCarriedOut() {
        world.actTakes = seconds(4);
        Judgement judgement = run(
                step("long", at(1), new Isolate(), node("api-1"), 6),
                step("late", at(2), new Isolate(), node("api-2"), 1));
        assertThat(begun("late")).isEmpty();
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("step late was not carried out", "its own time was over");
        assertThat(world.activeFaults).isEmpty();
    }

    /** The engine may answer again by the end. */
    @Test
    void whatCouldNotBeUndoneIsTriedAgainAtTheEnd() {
        world.undoFailures = 2;
        run(step("1", at(1), new Isolate(), node("api-1"), 1));
        assertThat(world.events(Event.Undone.class))
                .extracting(Event.Undone::healed)
                .containsExactly(false, true);
        assertThat(world.activeFaults).isEmpty();
    }

    @Test
    void aRampGoesByAndByToItsEnd() {
        Latency none = new Latency(Duration.ZERO, Duration.ZERO, Direction.RESPONSE, 1, Existing.KEEP);
        Latency full = new Latency(Duration.ofMillis(400), Duration.ZERO, Direction.RESPONSE, 1, Existing.KEEP);
        List<Fault> halfWay = new ArrayList<>();
        List<Fault> atTheEnd = new ArrayList<>();
        Step ramp = new Step(
                "ramp",
                at(1),
                full,
                new Target.NamedLink("db"),
                Optional.of(seconds(5)),
                true,
                Repetition.once(),
                Optional.of(new Ramp(none, seconds(4))));
        world.afterOrigin(seconds(3.01), () -> halfWay.addAll(world.stages.values()));
        world.afterOrigin(seconds(5.01), () -> atTheEnd.addAll(world.stages.values()));
        run(ramp);
        assertThat(halfWay)
                .containsExactly(
                        new Latency(Duration.ofMillis(200), Duration.ZERO, Direction.RESPONSE, 1, Existing.KEEP));
        assertThat(atTheEnd).containsExactly(full);
        assertThat(world.events(Event.Graded.class)).hasSize(16);
    }

    @Test
    void aStepBeginsAfterAnotherTookEffect() {
        run(
                step("first", at(1), new Isolate(), node("api-1"), 5),
                step("second", after(new Trigger.StepBegan("first"), 2), new Freeze(), node("api-2"), 1));
        assertThat(begun("second").get(0)).isBetween(3.0, 3.1);
    }

    @Test
    void aStepBeginsAfterAnotherIsOver() {
        run(
                step("first", at(1), new Isolate(), node("api-1"), 2),
                step("second", after(new Trigger.StepOver("first"), 0.5), new Freeze(), node("api-1"), 1));
        assertThat(begun("second").get(0)).isBetween(3.5, 3.6);
    }

    @Test
    void aStepBeginsAfterSoManyWrites() {
        run(step("late", after(new Trigger.AcknowledgedWrites(500), 0), new Isolate(), node("api-1"), 1));
        // 100 a second: the 500th is answered 5 s after the first, of which 3.5 s are the steady state.
        assertThat(begun("late").get(0)).isBetween(1.4, 1.6);
    }

    @Test
    void aStepBeginsAfterAMarker() {
        world.markerAfter = Optional.of(seconds(2).plus(ExperimentRun.JUDGING));
        run(
                step("first", at(0), new Isolate(), node("api-1"), 1),
                step("late", after(new Trigger.MarkerSeen("elected"), 1), new Isolate(), node("api-2"), 1));
        assertThat(begun("late").get(0)).isBetween(2.9, 3.1);
    }

    @Test
    void aStepBeginsWhenARoleHasMoved() {
        world.holders = List.of("db");
        world.afterOrigin(seconds(2), () -> world.holders = List.of("api-1"));
        run(
                step("first", at(0), new Isolate(), node("api-1"), 1),
                step("late", after(new Trigger.RoleMoved("primary"), 0), new Isolate(), node("api-2"), 1));
        assertThat(begun("late").get(0)).isBetween(2.0, 2.6);
    }

    @Test
    void anEventThatNeverComesIsSaidAndProvesNothing() {
        Judgement judgement = run(
                step("first", at(0), new Isolate(), node("api-1"), 1),
                step("late", after(new Trigger.MarkerSeen("elected"), 0), new Isolate(), node("api-2"), 1));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons()).contains("step late waited for the marker elected, which never came");
        assertThat(judgement.reasons()).contains("step late was never carried out");
        assertThat(world.torn).isEqualTo(1);
    }

    @Test
    void aRoleIsLookedUpAtTheMomentOfInjection() {
        world.holders = List.of("api-1");
        world.afterOrigin(seconds(1), () -> world.holders = List.of("db"));
        run(step("1", at(3), new Crash(), new Target.Role("primary"), 1));
        assertThat(world.hit.get("1")).containsExactly("db");
        assertThat(world.events(Event.InjectionIntended.class).get(0).targets()).containsExactly("db");
    }

    @Test
    void allButTheHolderOfARoleAreHit() {
        Target all = new Target.AllOf(List.of(node("api-1"), node("api-2"), node("db")));
        world.holders = List.of("api-1");
        world.afterOrigin(seconds(1), () -> world.holders = List.of("db"));
        run(step("1", at(3), new Crash(), new Target.Except(all, new Target.Role("primary")), 1));
        assertThat(world.hit.get("1")).containsExactly("api-1", "api-2");
        assertThat(world.events(Event.InjectionIntended.class).get(0).targets()).containsExactly("api-1", "api-2");
    }

    @Test
    void whatARoleLeavesNothingOfIsNoPass() {
        world.holders = List.of("db");
        Judgement judgement =
                run(step("1", at(1), new Crash(), new Target.Except(node("db"), new Target.Role("primary")), 1));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("step 1 was not carried out: the target stands for no node");
        assertThat(world.events(Event.Injected.class)).isEmpty();
    }

    @Test
    void aRoleThatNobodyHoldsIsNoPass() {
        Judgement judgement = run(step("1", at(1), new Crash(), new Target.Role("primary"), 1));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.INCONCLUSIVE);
        assertThat(judgement.reasons().get(0)).contains("nobody holds the role primary");
        assertThat(world.events(Event.Injected.class)).isEmpty();
    }

    /** Wherever the run is stopped, between arming and injecting as well, what was begun is undone. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.75, 0.9, 1.001, 2.5, 3.4, 4.2})
    void stoppedInTheMiddleOfItAllIsUndone(double second) {
        world.afterOrigin(seconds(second), () -> world.stop.request(ExitCodes.TERMINATED, "terminated by SIGTERM"));
        Judgement judgement = run(
                step("a", at(1), new Isolate(), node("api-1"), 3),
                step("b", at(1), new Isolate(), node("api-2"), 3),
                step("c", after(new Trigger.StepOver("a"), 0), new Freeze(), node("api-1"), 3));
        assertThat(judgement.exit()).isEqualTo(ExitCodes.TERMINATED);
        assertThat(world.activeFaults).isEmpty();
        assertThat(world.events(Event.UndoIntended.class)).hasSameSizeAs(world.events(Event.InjectionIntended.class));
    }
}
