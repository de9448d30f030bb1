package io.blackstart.engine;

import io.blackstart.fault.Fault;
import io.blackstart.journal.Bracket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A prepared injection and its undo. Each method is called from one thread at a time. */
public interface Injection {

    /** What another process needs to undo it; journalled before {@link #inject}. */
    Map<String, String> intent();

    /**
     * Shortly before {@link #inject}: everything that takes time and is not the fault itself. Its failures are said by
     * {@link #inject}.
     */
    default void arm() {}

    /** How long it takes, usually, from {@link #inject} to the effect: it is called that much before the planned instant. */
    default Duration lead() {
        return Duration.ZERO;
    }

    /** Acts. Called at the planned instant less {@link #lead}; what could not be done is said in {@link Effect#applied}. */
    Effect inject();

    /**
     * Makes the fault stronger or weaker while it is there.
     *
     * @param stage of the same kind
     * @return when the change took effect
     */
    default Bracket change(Fault stage) {
        throw new UnsupportedOperationException(stage.kind() + " cannot be graded");
    }

    /** Undoes; idempotent, bounded; also right where {@link #inject} failed half-way or was never called. */
    Healed undo();

    /**
     * What became of the act.
     *
     * @param asked when it was asked for, monotonic nanoseconds
     * @param effective when it took effect
     * @param applied whether the fault was there
     * @param evidence exit code, event, rule, toxic: a line each
     */
    record Effect(long asked, Bracket effective, boolean applied, List<String> evidence) {}

    /**
     * What became of the undo.
     *
     * @param undone when the fault was gone; for what needs no undo the instant of effect
     * @param healed false where something is left
     * @param touched whether traffic met the fault
     * @param evidence counters and so on: a line each
     * @param gap why the fault was not there all the time until its undo; empty where it was
     */
    record Healed(Bracket undone, boolean healed, boolean touched, List<String> evidence, Optional<String> gap) {

        /** Of a fault that was there until its undo. */
        public Healed(Bracket undone, boolean healed, boolean touched, List<String> evidence) {
            this(undone, healed, touched, evidence, Optional.empty());
        }
    }
}
