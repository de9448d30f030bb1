package io.blackstart.engine;

import io.blackstart.journal.Event;
import io.blackstart.journal.Phase;

/** Where the run is. Goes only where the phase itself allows, and journals each step of the way. */
final class Phases {

    private final JournalSink journal;
    private final Ticker ticker;
    private final RunListener listener;
    private Phase current = Phase.VALIDATE;

    Phases(JournalSink journal, Ticker ticker, RunListener listener) {
        this.journal = journal;
        this.ticker = ticker;
        this.listener = listener;
    }

    Phase current() {
        return current;
    }

    void enter(Phase next) {
        if (!current.successors().contains(next)) {
            throw new IllegalStateException("a run cannot go from " + current + " to " + next);
        }
        current = next;
        journal.append(new Event.PhaseEntered(ticker.nanos(), next));
        listener.phase(next);
    }
}
