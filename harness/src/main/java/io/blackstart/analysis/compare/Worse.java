package io.blackstart.analysis.compare;

import java.util.List;

/** The test that fits: one value more than a sample is a prediction, two samples are compared by their ranks. */
final class Worse {

    private Worse() {}

    /** Whether the second is larger than the first by more than the margin. */
    static Tested test(List<Measure> first, List<Measure> second, double margin) {
        return second.size() == 1 && OneMore.fits(first, second.get(0), margin)
                ? OneMore.larger(first, second.get(0), margin)
                : MannWhitney.larger(first, second, margin);
    }

    /** Whether it is smaller by more than the margin. */
    static Tested smaller(List<Measure> first, List<Measure> second, double margin) {
        return MannWhitney.larger(negated(first), negated(second), margin);
    }

    private static List<Measure> negated(List<Measure> measures) {
        return measures.stream().map(Measure::negated).toList();
    }
}
