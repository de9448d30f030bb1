package io.blackstart.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.objective.Figure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The time to recovery from each of its starts. */
class RtoTest {

    private static Story threeSecondsDown() {
        return Story.story()
                .served(0, 10, 100, 0.004)
                .injectedAt(10)
                .failed(10, 13, 100, 0.001)
                .served(13, 30, 100, 0.004);
    }

    private static final Alarms ALARM = Alarms.of("ApiNodeDown", "server", "api-2");

    private static Story noticeable() {
        return Alarms.wanted(Alarms.known(threeSecondsDown(), -2), "ApiNodeDown");
    }

    @Test
    void fromTheFaultItIsTheFailover() {
        Story story = threeSecondsDown();

        assertThat(story.figure("rto.fault")).isEqualTo(story.figure("failover"));
    }

    @Test
    void withoutAnObjectiveOnDetectionThereIsNoStart() {
        assertThat(threeSecondsDown().figure("rto.detection").method())
                .isEqualTo("the experiment has no objective on detection");
    }

    @Test
    void whatNobodyNoticedHasNoRecoveryTime() {
        Story story = noticeable();

        assertThat(story.figure("rto.detection").value()).isEmpty();
        assertThat(story.figure("rto.detection").method()).isEqualTo("nobody noticed step 1");
    }

    @Test
    void itCountsFromTheFirstSign() {
        Story story = noticeable().event(ALARM.shown(11.3, 11.5));

        assertThat(story.figure("rto.detection").low()).hasValue(1.49);
        assertThat(story.figure("rto.detection").high()).hasValue(1.704);
    }

    @Test
    void backBeforeAnybodyNoticedIsNoTimeAtAll() {
        Story story = noticeable().event(ALARM.shown(15, 15.2));

        assertThat(story.figure("rto.detection").value()).hasValue(0);
    }

    @Test
    void theExplanationNamesTheSign() {
        Story story = noticeable().event(ALARM.shown(11.3, 11.5));

        Explanation explanation =
                Explainer.explain(story.facts(), Figure.of("rto.detection").orElseThrow(), Optional.empty());

        assertThat(explanation.trace().get(0).lines())
                .contains("counted from the first sign, seen within 11.3 … 11.5 s, middle 11.4");
    }
}
