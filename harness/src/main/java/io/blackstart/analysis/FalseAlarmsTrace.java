package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.analysis.Shows.Show;
import io.blackstart.journal.Event.SignShown;
import java.util.List;
import java.util.stream.Stream;

/** {@code falseAlarms}: each alert that fired while nothing was broken, and when nobody could be asked. */
final class FalseAlarmsTrace implements Trace {

    private final FalseAlarms alarms;
    private final Instants instants;

    FalseAlarmsTrace(Course course, Instants instants) {
        this.alarms = new FalseAlarms(course);
        this.instants = instants;
    }

    @Override
    public List<Part> parts() {
        Stream<String> fired = alarms.fired().stream().map(this::line);
        Stream<String> gaps = alarms.unread().stream()
                .map(gap -> "somebody who knows alerts gave no answer after " + instants.text(gap.from()) + " s");
        return List.of(Part.of(
                "while nothing was broken, " + instants.text(alarms.calm()),
                Stream.concat(fired, gaps).toList()));
    }

    private String line(Show show) {
        SignShown shown = show.shown();
        String over = show.gone().map(gone -> "gone " + instants.text(gone)).orElse("there to the last");
        return shown.sign().text() + " " + shown.labels() + " on " + shown.node() + ": shown "
                + instants.text(shown.since()) + ", " + over + "; " + shown.said();
    }
}
