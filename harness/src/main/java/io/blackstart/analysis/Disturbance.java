package io.blackstart.analysis;

import io.blackstart.experiment.Step;
import io.blackstart.journal.Bracket;
import io.blackstart.journal.Event.Injected;
import io.blackstart.journal.Event.InjectionIntended;
import io.blackstart.journal.Event.Undone;
import java.util.Optional;

/**
 * One step of the method as the journal tells it.
 *
 * @param intended what was about to be done
 * @param injected what was done; absent where the run ended in between
 * @param undone the undo that ended it; absent where there was none
 * @param step the experiment's step; absent where the journal names a step that the experiment has not
 */
record Disturbance(
        InjectionIntended intended, Optional<Injected> injected, Optional<Undone> undone, Optional<Step> step) {

    String id() {
        return intended.step();
    }

    /** Whether traffic should have met it. */
    boolean trafficExpected() {
        return step.map(Step::trafficExpected).orElse(true);
    }

    /** When it took effect; absent where the run ended before. */
    Optional<Bracket> effective() {
        return injected.map(Injected::effective);
    }

    /** When it was over: its undo, or its effect where it needs none (a crash that nobody holds down). */
    Optional<Bracket> over() {
        return undone.map(Undone::undone).or(this::effective);
    }
}
