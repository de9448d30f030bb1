package io.blackstart.objective;

import java.util.Collection;
import java.util.Comparator;

/** Three-valued; in the order of how bad it is. */
public enum Verdict {
    PASS,
    INCONCLUSIVE,
    FAIL;

    /** The worst of them; {@link #PASS} of none. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().max(Comparator.naturalOrder()).orElse(PASS);
    }
}
