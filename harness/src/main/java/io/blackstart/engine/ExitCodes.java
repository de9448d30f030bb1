package io.blackstart.engine;

import java.util.Collection;
import java.util.List;

/** The exit codes that scripts stand on. */
public final class ExitCodes {

    /** Every objective was kept. */
    public static final int PASS = 0;
    /** An objective was missed. */
    public static final int MISSED = 1;
    /** Nothing can be said. */
    public static final int INCONCLUSIVE = 2;
    /** Bad definition or arguments. */
    public static final int BAD_INPUT = 64;
    /** Engine or image unavailable. */
    public static final int UNAVAILABLE = 69;
    /** Our own fault. */
    public static final int OUR_FAULT = 70;
    /** SIGINT. */
    public static final int INTERRUPTED = 130;
    /** SIGTERM. */
    public static final int TERMINATED = 143;

    private static final List<Integer> WORST_FIRST =
            List.of(INTERRUPTED, TERMINATED, OUR_FAULT, UNAVAILABLE, BAD_INPUT, MISSED, INCONCLUSIVE, PASS);

    private ExitCodes() {}

    /** The worst of several, {@link #PASS} of none; a code that is not ours counts as {@link #OUR_FAULT}. */
    public static int worst(Collection<Integer> codes) {
        return codes.stream()
                .map(code -> WORST_FIRST.contains(code) ? code : OUR_FAULT)
                .min((a, b) -> Integer.compare(WORST_FIRST.indexOf(a), WORST_FIRST.indexOf(b)))
                .orElse(PASS);
    }
}
