package io.blackstart.journal;

import java.util.EnumSet;
import java.util.Set;

/** The states of a run. Each owns its legal successors; {@link #UNDO} is reachable from whatever may have injected. */
public enum Phase {
    VALIDATE,
    IMAGES,
    BRING_UP,
    WARM_UP,
    STEADY_STATE,
    METHOD,
    UNDO,
    RECOVERY,
    READ_BACK,
    COLLECT,
    TEARDOWN,
    ANALYSE,
    DONE;

    /** The phases that may come next. Trouble in any phase leads to undo, collection or teardown, never past them. */
    public Set<Phase> successors() {
        return switch (this) {
            case VALIDATE -> EnumSet.of(IMAGES, ANALYSE);
            case IMAGES -> EnumSet.of(BRING_UP, TEARDOWN);
            case BRING_UP -> EnumSet.of(WARM_UP, COLLECT, TEARDOWN);
            case WARM_UP -> EnumSet.of(STEADY_STATE, UNDO);
            case STEADY_STATE -> EnumSet.of(METHOD, RECOVERY, UNDO);
            case METHOD -> EnumSet.of(UNDO);
            case UNDO -> EnumSet.of(RECOVERY, COLLECT);
            case RECOVERY -> EnumSet.of(READ_BACK, UNDO, COLLECT);
            case READ_BACK -> EnumSet.of(COLLECT);
            case COLLECT -> EnumSet.of(TEARDOWN);
            case TEARDOWN -> EnumSet.of(ANALYSE);
            case ANALYSE -> EnumSet.of(DONE);
            case DONE -> EnumSet.noneOf(Phase.class);
        };
    }

    /** As people read it, such as {@code steady state}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
