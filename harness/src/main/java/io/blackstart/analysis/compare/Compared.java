package io.blackstart.analysis.compare;

import java.util.List;
import java.util.Optional;

/**
 * A figure before and now, and what that comes to.
 *
 * @param experiment its name
 * @param before all values before
 * @param runsBefore of how many runs
 * @param now all values now
 * @param difference now less before, in the figure's unit; absent where one of them has no value
 * @param margin what is not yet a difference, in the figure's unit; 0 where there is no difference
 * @param why in one line
 */
public record Compared(
        String experiment,
        FigureKey key,
        List<Measure> before,
        int runsBefore,
        List<Measure> now,
        Optional<Difference> difference,
        double margin,
        Change change,
        String why) {

    /** Why nothing can be told where there are enough repeats. */
    public static final String UNDECIDED = "neither a difference nor the lack of one is shown";
}
