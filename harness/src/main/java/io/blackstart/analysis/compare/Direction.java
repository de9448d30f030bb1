package io.blackstart.analysis.compare;

import io.blackstart.objective.Figure;

/** Which way a figure is worse: it is a figure's property, not an objective's. Times and counts are worse when more, ratios when less. */
final class Direction {

    private Direction() {}

    /** On a scale on which more is worse: a ratio is told by what it lacks to 1. */
    static Measure badness(Figure.Unit unit, Measure measure) {
        return switch (unit) {
            case SECONDS, COUNT -> measure;
            case RATIO -> new Measure(1 - measure.value(), 1 - measure.high(), 1 - measure.low());
        };
    }

    /** A difference of badnesses as one of the figure itself. */
    static Difference ofFigure(Figure.Unit unit, Difference badness) {
        return switch (unit) {
            case SECONDS, COUNT -> badness;
            case RATIO -> badness.negated();
        };
    }
}
