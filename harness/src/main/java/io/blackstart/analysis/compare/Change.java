package io.blackstart.analysis.compare;

import java.util.Locale;

/** How a figure stands to what it was. */
public enum Change {
    /** Shown to be better by more than the margin. */
    BETTER,
    /** Shown to differ by no more than the margin. */
    SAME,
    /** None of these is shown. */
    NO_TELLING,
    /** Shown to be worse by more than the margin. */
    WORSE;

    /** As people and scripts read it: {@code no telling}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
