package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import io.blackstart.objective.Figure;
import java.util.OptionalDouble;

/**
 * What a run that was cut short can say: what it saw stands, but nobody knows what the rest would have shown. So times
 * and counts are lower ends only, the worst window an upper end only, and everything else is open on both sides.
 */
final class CutShort {

    private static final String SAID = "; the run was cut short";

    private CutShort() {}

    static Estimate open(Figure figure, Estimate estimate) {
        if (estimate.low().isEmpty() && estimate.high().isEmpty()) {
            return estimate;
        }
        boolean percentile = Percentile.isKey(figure.key());
        boolean growing = !percentile && figure.unit() != Figure.Unit.RATIO;
        boolean falling = figure.key().equals("worstWindow");
        return new Estimate(
                estimate.value(),
                growing ? estimate.low() : OptionalDouble.empty(),
                falling ? estimate.high() : OptionalDouble.empty(),
                estimate.censored(),
                estimate.method() + SAID);
    }
}
