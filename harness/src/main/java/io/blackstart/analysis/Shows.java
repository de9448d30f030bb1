package io.blackstart.analysis;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.SignGone;
import io.blackstart.journal.Event.SignShown;
import io.blackstart.journal.Event.SignsRead;
import io.blackstart.journal.Event.SignsUnread;
import io.blackstart.journal.Sign;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What nodes that were asked again and again showed of one kind of sign: from when to when, and in which times nobody can say
 * because they gave no answer.
 */
final class Shows {

    private final Course course;
    private final Sign.Kind kind;

    Shows(Course course, Sign.Kind kind) {
        this.course = course;
        this.kind = kind;
    }

    /** A sign that was shown, and when it was over; absent where it was to the last. */
    record Show(SignShown shown, Optional<Bracket> gone) {

        /** Whether it was there, for sure, at some instant of a range. */
        boolean during(Range range) {
            return shown.since().to() < range.to()
                    && gone.map(over -> over.from() >= range.from()).orElse(true);
        }

        /** Whether it may have been. */
        boolean perhapsDuring(Range range) {
            return shown.since().from() < range.to()
                    && gone.map(over -> over.to() >= range.from()).orElse(true);
        }
    }

    /** Why nothing is known of this kind of sign; empty where at least one answer is there. */
    Optional<String> obstacle() {
        if (of(SignsRead.class).anyMatch(read -> read.kind() == kind)) {
            return Optional.empty();
        }
        return Optional.of(of(SignsUnread.class)
                .filter(unread -> unread.kind() == kind)
                .findFirst()
                .map(unread -> unread.node() + " could not be asked for it: " + unread.why())
                .orElse("nobody was asked for it"));
    }

    /** All that was shown, in order. */
    List<Show> all() {
        return of(SignShown.class)
                .filter(shown -> shown.sign().kind() == kind)
                .map(shown -> new Show(shown, over(shown)))
                .toList();
    }

    private Optional<Bracket> over(SignShown shown) {
        return of(SignGone.class)
                .filter(gone -> gone.at() > shown.at())
                .filter(gone -> gone.sign().equals(shown.sign())
                        && gone.node().equals(shown.node())
                        && gone.labels().equals(shown.labels()))
                .findFirst()
                .map(SignGone::since);
    }

    /** The times in a range in which some node gave no answer: whatever came and went in them was not seen. */
    List<Range> unread(Range range) {
        return of(SignsUnread.class)
                .filter(unread -> unread.kind() == kind)
                .map(unread -> new Range(unread.since().from(), readAgain(unread)))
                .filter(gap -> gap.from() < range.to() && gap.to() > range.from())
                .toList();
    }

    private long readAgain(SignsUnread unread) {
        return of(SignsRead.class)
                .filter(read -> read.kind() == kind && read.node().equals(unread.node()) && read.at() > unread.at())
                .findFirst()
                .map(read -> read.since().to())
                .orElse(Long.MAX_VALUE);
    }

    private <E extends io.blackstart.journal.Event> Stream<E> of(Class<E> type) {
        return course.all(type);
    }
}
