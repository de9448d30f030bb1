package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.Undone;
import java.util.ArrayList;
import java.util.List;

/** The part of a trace that tells of a fault. */
final class FaultPart {

    private FaultPart() {}

    /** Its effect, with what the injection said of it. */
    static Part effect(Disturbance disturbance, Instants instants) {
        List<String> lines = new ArrayList<>();
        disturbance.injected().ifPresent(injected -> {
            lines.add("asked for at " + instants.text(injected.asked()) + " s, took effect "
                    + when(injected.effective(), instants) + (injected.applied() ? "" : "; NOT applied"));
            injected.evidence().forEach(line -> lines.add("evidence: " + line));
        });
        return Part.of(name(disturbance), lines);
    }

    /** Its effect, and where it counts from another instant, that. */
    static Part origin(Origin origin, Instants instants) {
        Part effect = effect(origin.disturbance(), instants);
        if (origin.disturbance().effective().filter(origin.at()::equals).isPresent()) {
            return effect;
        }
        List<String> lines = new ArrayList<>(effect.lines());
        lines.add("counted " + origin.name() + ", seen " + when(origin.at(), instants));
        return Part.of(effect.title(), lines);
    }

    /** Its end, with what the undo said of it. */
    static Part end(Disturbance disturbance, Instants instants) {
        List<String> lines = new ArrayList<>();
        disturbance.over().ifPresent(over -> lines.add("was over " + when(over, instants)));
        disturbance
                .undone()
                .map(Undone::evidence)
                .ifPresent(all -> all.forEach(line -> lines.add("evidence: " + line)));
        if (disturbance.undone().isEmpty()) {
            lines.add("it was never undone: its effect counts");
        }
        return Part.of("the end of " + name(disturbance), lines);
    }

    static String name(Disturbance disturbance) {
        return "step " + disturbance.id() + ": " + disturbance.intended().fault() + " on "
                + String.join(", ", disturbance.intended().targets());
    }

    private static String when(Bracket bracket, Instants instants) {
        long middle = new Elapsed(bracket, bracket).middle();
        return instants.text(bracket) + (bracket.from() == bracket.to() ? "" : ", middle " + instants.text(middle));
    }
}
