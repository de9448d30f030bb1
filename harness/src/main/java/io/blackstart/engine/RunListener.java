package io.blackstart.engine;

import io.blackstart.journal.Phase;

/** Is told how the run goes, for people. Called from the run's thread; must not block. */
public interface RunListener {

    /** A phase began. */
    void phase(Phase phase);

    /** One line worth reading. */
    void say(String line);

    /** Something failed; the run goes on with undoing and removing. */
    void failed(String text, Throwable failure);

    /** Hears nothing. */
    static RunListener silent() {
        return new RunListener() {
            @Override
            public void phase(Phase phase) {}

            @Override
            public void say(String line) {}

            @Override
            public void failed(String text, Throwable failure) {}
        };
    }
}
