package io.blackstart.objective;

/** How a figure stands to its bound. */
public enum Relation {
    AT_MOST("<="),
    BELOW("<"),
    AT_LEAST(">="),
    ABOVE(">"),
    EQUAL("=");

    private final String symbol;

    Relation(String symbol) {
        this.symbol = symbol;
    }

    /** As written in experiment files. */
    public String symbol() {
        return symbol;
    }

    /** Whether {@code value} stands so to {@code bound}. */
    public boolean holds(double value, double bound) {
        return switch (this) {
            case AT_MOST -> value <= bound;
            case BELOW -> value < bound;
            case AT_LEAST -> value >= bound;
            case ABOVE -> value > bound;
            case EQUAL -> value == bound;
        };
    }
}
