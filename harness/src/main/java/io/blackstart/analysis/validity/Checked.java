package io.blackstart.analysis.validity;

import java.util.OptionalDouble;

/**
 * A check and its answer.
 *
 * @param measured in the rule's unit; absent where there was nothing to measure
 * @param evidence one line: what was seen, or why nothing was
 */
public record Checked(Rule rule, OptionalDouble measured, State state, String evidence) {

    /** How it stands with a check. */
    public enum State {
        /** Within its threshold. */
        HELD,
        /** Beyond it. */
        BROKEN,
        /** Not looked at: this machine does not tell, or the run is of a time before the check. No effect on the verdict. */
        UNKNOWN
    }

    /** Whether nobody can believe the run because of it. */
    public boolean doubt() {
        return state == State.BROKEN && rule.effect() == Rule.Effect.DOUBT;
    }

    /** Whether what was missed may be its work. */
    public boolean excuse() {
        return state == State.BROKEN && rule.effect() == Rule.Effect.EXCUSE;
    }

    /** Whether it is to be said, also where it has no effect on the verdict. */
    public boolean warning() {
        return state == State.BROKEN && rule.effect() != Rule.Effect.DOUBT;
    }

    /** What is to be said where it does not hold. */
    public String reason() {
        return rule.blame() + ": " + evidence;
    }
}
