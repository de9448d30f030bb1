package io.blackstart.objective;

/**
 * That a bound is on a quantile of what repeats come to, and how sure it has to be.
 *
 * @param quantile above 0 and below 1, such as 0.95 for {@code p95}
 * @param level above 0 and below 1, such as 0.95 for {@code confidence: 95%}
 */
public record Confidence(double quantile, double level) {

    public Confidence {
        within("quantile", quantile);
        within("level", level);
    }

    private static void within(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and below 1, was " + value);
        }
    }

    /**
     * The least number of independent repeats with which the bound can be shown to be kept: the smallest n with 1 − qⁿ ≥ level,
     * because the largest of n lies below the q-quantile with probability qⁿ (Wilks 1941). For a lower bound the smallest of n
     * takes its place, and 1 − q that of q. 59 for p95 at 95 %, 299 for p99.
     */
    public int repeatsNeeded(Relation relation) {
        double tail = atLeast(relation) ? 1 - quantile : quantile;
        int needed = (int) Math.max(1, Math.floor(Math.log1p(-level) / Math.log(tail)));
        while (1 - Math.pow(tail, needed) < level) {
            needed++;
        }
        return needed;
    }

    private static boolean atLeast(Relation relation) {
        return relation == Relation.AT_LEAST || relation == Relation.ABOVE;
    }
}
