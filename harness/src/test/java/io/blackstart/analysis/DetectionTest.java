package io.blackstart.analysis;

import static io.blackstart.analysis.Story.at;
import static io.blackstart.analysis.Story.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import io.blackstart.objective.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a fault was noticed, and the phases of a failover. */
class DetectionTest {

    private static final Sign OUT = Sign.marker("node-out");
    /** The engine's wall clock at second 0. */
    private static final long WALL = 1_764_000_000_000_000_000L;

    private static long wall(double second) {
        return WALL + Story.nanos(second);
    }

    /** Both clocks read each second, the run's within 2 µs, the wall clock {@code behind} seconds late. */
    private static Story clocks(Story story, double from, double to, double behind) {
        for (double second = from; second < to; second++) {
            story.event(new Event.ClockRead(
                    at(second), new Bracket(at(second) - 1_000, at(second) + 1_000), wall(second - behind)));
        }
        return story;
    }

    private static Story crash() {
        return clocks(story(), 0, 30, 0)
                .served(0, 10, 100, 0.004)
                .injectedWithin(10, 10.02)
                .failed(10.02, 11, 100, 0.001)
                .served(11, 30, 100, 0.004)
                .wants(new Objective(Figure.detection(OUT), Relation.AT_MOST, 2, Optional.empty(), "detection <= 2s"));
    }

    private static Event noticed(double second) {
        return new Event.Noticed(at(29), OUT, "lb", wall(second));
    }

    private static Estimate detection(Story story) {
        return story.judge().findings().get(0).estimate();
    }

    @Test
    void theFirstSignAfterTheEffectCounts() {
        Estimate detection = detection(crash().event(noticed(10.32)).event(noticed(12)));

        assertThat(detection.low().getAsDouble()).isCloseTo(0.3, within(1e-5));
        assertThat(detection.high().getAsDouble()).isCloseTo(0.32, within(1e-5));
    }

    @Test
    void whatIsNeverSeenIsMissedAndNotZero() {
        var finding = crash().judge().findings().get(0);

        assertThat(finding.estimate().censored()).isTrue();
        assertThat(finding.estimate().low().getAsDouble()).isCloseTo(19.98, within(1e-6));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void anotherSignIsNone() {
        Estimate detection =
                detection(crash().event(new Event.Noticed(at(29), Sign.marker("node-in"), "lb", wall(10.3))));

        assertThat(detection.censored()).isTrue();
    }

    @Test
    void aSignBeforeAnythingWasBrokenTellsNothingOfTheFault() {
        var finding = crash().event(noticed(4))
                .event(noticed(10.3))
                .judge()
                .findings()
                .get(0);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.estimate().method()).contains("1 time before anything was broken");
    }

    @Test
    void aSignBeforeTheLoadIsNoFalseAlarm() {
        Story story = crash().event(new Event.ClockRead(at(-3), new Bracket(at(-3), at(-3)), wall(-3)));

        assertThat(detection(story.event(noticed(-2)).event(noticed(10.3)))
                        .high()
                        .getAsDouble())
                .isCloseTo(0.3, within(1e-5));
    }

    @Test
    void eachFaultHasToBeNoticedBeforeTheNext() {
        Story story = crash().served(0, 0, 100, 0.004)
                .injectedAt(15)
                .event(noticed(10.3))
                .event(noticed(15.5));

        assertThat(detection(story).value().getAsDouble()).isCloseTo(0.5, within(1e-5));
        Estimate once = detection(crash().injectedAt(15).event(noticed(15.5)));
        assertThat(once.censored()).isTrue();
        assertThat(once.low().getAsDouble()).isCloseTo(4.98, within(1e-6));
    }

    @Test
    void aClockThatWasSetBackInBetweenWidensTheInterval() {
        Story story = clocks(clocks(story(), 0, 11, 0), 11, 30, 0.5)
                .served(0, 10, 100, 0.004)
                .injectedAt(10)
                .served(10, 30, 100, 0.004)
                .wants(new Objective(Figure.detection(OUT), Relation.AT_MOST, 2, Optional.empty(), "detection <= 2s"));

        Estimate detection = detection(story.event(noticed(10.3)));

        assertThat(detection.low().getAsDouble()).isCloseTo(0.3, within(1e-5));
        assertThat(detection.high().getAsDouble()).isCloseTo(0.8, within(1e-5));
    }

    @Test
    void thePhasesAddUp() {
        Judgement.Repeat run = crash().event(noticed(10.32)).judge().runs().get(0);

        List<Judgement.PhaseReport> phases = run.phases();
        assertThat(phases)
                .extracting(Judgement.PhaseReport::name)
                .containsExactly("first error", "detected", "success holds");
        assertThat(phases.get(0).from()).isEqualTo(new Judgement.Span(10, 10.02));
        assertThat(phases.get(1).from()).isEqualTo(phases.get(0).to());
        assertThat(phases.get(2).from()).isEqualTo(phases.get(1).to());
        assertThat(phases.get(2).to().from()).isCloseTo(10.99, within(0.02));
        assertThat(run.phasesMissing())
                .containsExactly(
                        "caught up: answers were never late for more than chance",
                        "redundancy restored: not every node was seen healthy again");
    }

    @Test
    void withoutAFaultThereAreNoPhases() {
        Judgement.Repeat run = story().served(0, 30, 100, 0.004).judge().runs().get(0);

        assertThat(run.phases()).isEmpty();
        assertThat(run.phasesMissing()).isEmpty();
    }
}
