package io.blackstart.engine;

import io.blackstart.experiment.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A step, once: one that repeats has several.
 *
 * @param id the step's, with its number where there are several
 * @param targeted the step with its targets
 * @param time which, from 1
 */
record Occurrence(String id, Platform.Targeted targeted, int time) {

    static List<Occurrence> of(Platform.Targeted targeted) {
        List<Occurrence> all = new ArrayList<>();
        for (int time = 1; time <= targeted.step().repetition().times(); time++) {
            all.add(new Occurrence(targeted.step().occurrence(time), targeted, time));
        }
        return List.copyOf(all);
    }

    Step step() {
        return targeted.step();
    }

    boolean last() {
        return time == step().repetition().times();
    }

    /** The same with the nodes that its role stood for. */
    Occurrence at(Platform.Targeted found) {
        return new Occurrence(id, found, time);
    }
}
