package io.blackstart.analysis;

import static io.blackstart.analysis.Story.at;
import static io.blackstart.analysis.Story.story;
import static io.blackstart.load.Write.Answer.ACKNOWLEDGED;
import static io.blackstart.load.Write.Answer.REFUSED;
import static io.blackstart.load.Write.Answer.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackstart.journal.Event;
import io.blackstart.objective.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {

    private static Story crashAt10() {
        return story().served(0, 30, 100, 0.004).injectedWithin(10, 10.02);
    }

    private static void is(Estimate estimate, double count) {
        assertThat(estimate.value()).as(estimate.method()).hasValue(count);
        assertThat(estimate.low()).hasValue(count);
        assertThat(estimate.high()).hasValue(count);
    }

    @Test
    void acknowledgedAndOnNoReplicaIsLost() {
        Story story = crashAt10()
                .wrote("a", 9, ACKNOWLEDGED)
                .wrote("b", 9.5, ACKNOWLEDGED)
                .wrote("c", 11, ACKNOWLEDGED)
                .readBack("db-1", "a")
                .readBack("db-2", "a");

        is(story.figure("lostWrites"), 2);
        assertThat(story.judge().runs().get(0).ledger().lostIds()).containsExactly("b", "c");
    }

    @Test
    void onOneReplicaAndNotOnAnotherIsStaleAndNotLost() {
        Story story = crashAt10()
                .wrote("a", 9, ACKNOWLEDGED)
                .wrote("b", 9, ACKNOWLEDGED)
                .readBack("db-1", "a", "b")
                .readBack("db-2", "b");

        is(story.figure("staleWrites"), 1);
        is(story.figure("lostWrites"), 0);
    }

    @Test
    void withoutAnAnswerItCanNeitherBeLostNorResurrected() {
        Story story = crashAt10()
                .wrote("there", 10, UNKNOWN)
                .wrote("not there", 10, UNKNOWN)
                .wrote("b", 12, ACKNOWLEDGED)
                .readBack("db", "there", "b");

        is(story.figure("lostWrites"), 0);
        is(story.figure("resurrectedWrites"), 0);
        is(story.figure("unknownWrites"), 2);
    }

    @Test
    void refusedAndYetThereIsResurrected() {
        Story story = crashAt10()
                .wrote("a", 10, REFUSED)
                .wrote("b", 10, REFUSED)
                .readBack("db-1", "b")
                .readBack("db-2");

        is(story.figure("resurrectedWrites"), 1);
        assertThat(story.figure("lostWrites").value())
                .as("no write was acknowledged, so none could be lost")
                .isEmpty();
    }

    @Test
    void twiceOnOneReplicaIsDuplicatedOnceOnEachOfTwoIsNot() {
        Story story = crashAt10()
                .wrote("a", 9, ACKNOWLEDGED)
                .wrote("b", 9, ACKNOWLEDGED)
                .readBack("db-1", "a", "b", "a")
                .readBack("db-2", "a", "b");

        is(story.figure("duplicatedWrites"), 1);
    }

    @Test
    void lostAfterCountsWhatWasAcknowledgedAfterTheEffect() {
        Estimate lostAfter = crashAt10()
                .wrote("before", 9.99, ACKNOWLEDGED)
                .wrote("meanwhile", 10.01, ACKNOWLEDGED)
                .wrote("after", 10.03, ACKNOWLEDGED)
                .readBack("db")
                .figure("lostAfter");

        assertThat(lostAfter.low()).hasValue(1);
        assertThat(lostAfter.high()).hasValue(2);
    }

    @Test
    void rpoReachesFromTheOldestLostWriteToTheEffect() {
        Estimate rpo = crashAt10()
                .wrote("kept", 2, ACKNOWLEDGED)
                .wrote("lost", 9.5, ACKNOWLEDGED)
                .wrote("lost too", 9.75, ACKNOWLEDGED)
                .readBack("db", "kept")
                .figure("rpo");

        assertThat(rpo.low()).hasValue(0.5);
        assertThat(rpo.high()).hasValue(0.52);
        assertThat(rpo.value()).hasValue(0.51);
    }

    /** A reader that sees nothing new would find neither doubles nor what was refused. */
    @Test
    void aReaderThatGivesBackNothingNewIsNotBelieved() {
        Story story = crashAt10()
                .wrote("old", 9, ACKNOWLEDGED)
                .wrote("new", 12, ACKNOWLEDGED)
                .wrote("refused", 13, REFUSED)
                .readBack("db", "old");

        for (String figure : List.of("duplicatedWrites", "resurrectedWrites")) {
            assertThat(story.figure(figure).value()).isEmpty();
            assertThat(story.figure(figure).method())
                    .isEqualTo("none of the 1 writes acknowledged after the last fault was over was read back:"
                            + " the reader cannot be believed");
        }
        is(story.figure("lostWrites"), 1);
    }

    /** A harmless fault comes first: what the second one takes is not measured from it. */
    @Test
    void aLostWriteCountsToTheFaultThatFollowsIt() {
        Estimate rpo = crashAt10()
                .injectedWithin(20, 20.02)
                .wrote("kept", 9, ACKNOWLEDGED)
                .wrote("lost", 17, ACKNOWLEDGED)
                .readBack("db", "kept")
                .figure("rpo");

        assertThat(rpo.low()).hasValue(3);
        assertThat(rpo.value()).hasValue(3.01);
        assertThat(rpo.high()).hasValue(3.02);
    }

    /** Which fault took it cannot be told, so that it was the last one stays possible. */
    @Test
    void aWriteBeforeTwoFaultsMayHaveBeenTakenByEither() {
        Estimate rpo = crashAt10()
                .injectedWithin(20, 20.02)
                .wrote("lost", 9, ACKNOWLEDGED)
                .readBack("db")
                .figure("rpo");

        assertThat(rpo.low()).hasValue(1);
        assertThat(rpo.value()).hasValue(1.01);
        assertThat(rpo.high()).hasValue(11.02);
    }

    @Test
    void rpoIsZeroWithNoneLost() {
        is(crashAt10().wrote("kept", 2, ACKNOWLEDGED).readBack("db", "kept").figure("rpo"), 0);
    }

    @Test
    void aReplicaThatCannotBeReadLeavesItOpen() {
        Story story = crashAt10()
                .wrote("a", 9, ACKNOWLEDGED)
                .readBack("db-1", "a")
                .event(new Event.LedgerUnreadable(at(29), "db-2", "connection refused"));

        Estimate lost = story.figure("lostWrites");

        assertThat(lost.value()).isEmpty();
        assertThat(lost.low()).isEmpty();
        assertThat(lost.method()).isEqualTo("the ledger of db-2 could not be read back: connection refused");
        assertThat(story.judge().runs().get(0).ledger().lost()).isEmpty();
        assertThat(story.judge().runs().get(0).ledger().acknowledged()).isEqualTo(1);
    }

    @Test
    void nothingWrittenIsNothingMeasured() {
        assertThat(crashAt10().readBack("db").figure("lostWrites").value()).isEmpty();
    }

    @Test
    void onlyTheFirstHundredLostIdsAreShown() {
        Story story = crashAt10().readBack("db");
        for (int i = 0; i < 150; i++) {
            story.wrote("w" + i, 9, ACKNOWLEDGED);
        }

        Judgement.LedgerReport ledger = story.judge().runs().get(0).ledger();

        assertThat(ledger.lost()).hasValue(150);
        List<String> shown = ledger.lostIds();
        assertThat(shown).hasSize(100).startsWith("w0", "w1").endsWith("w99");
    }
}
