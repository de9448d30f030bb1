package io.blackstart.analysis;

import static io.blackstart.analysis.Story.at;

import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event;
import io.blackstart.journal.Sign;
import io.blackstart.objective.Figure;
import io.blackstart.objective.Objective;
import io.blackstart.objective.Relation;
import java.util.Map;
import java.util.Optional;

/** An alert as a {@link Story} is told of it. */
record Alarms(Sign sign, Map<String, String> labels) {

    private static final String WHO = "alertmanager";

    static Alarms of(String name, String label, String value) {
        return new Alarms(Sign.alert(name), Map.of(label, value));
    }

    /** From that second on, whoever knows alerts answers. */
    static Story known(Story story, double second) {
        return story.event(new Event.SignsRead(at(second), Sign.Kind.ALERT, WHO, Bracket.at(at(second))));
    }

    /** The experiment has an objective on being told by that alert. */
    static Story wanted(Story story, String name) {
        Figure figure = Figure.detection(Sign.alert(name));
        return story.wants(new Objective(figure, Relation.AT_MOST, 5, Optional.empty(), "detection"));
    }

    /** It came after an answer without it, before an answer with it. */
    Event shown(double from, double to) {
        return new Event.SignShown(at(to), sign, WHO, labels, new Bracket(at(from), at(to)), "firing since then");
    }

    Event over(double from, double to) {
        return new Event.SignGone(at(to), sign, WHO, labels, new Bracket(at(from), at(to)));
    }
}
