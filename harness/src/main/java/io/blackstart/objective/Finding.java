package io.blackstart.objective;

import java.util.List;
import java.util.OptionalInt;

/**
 * An objective, what was measured of it, and the verdict.
 *
 * @param repeat which repeat it was measured in, from 1; absent where over all of them
 * @param each what each repeat measured, in order; empty where it is of one repeat, whose estimate it is
 */
public record Finding(
        Objective objective, Estimate estimate, Verdict verdict, OptionalInt repeat, List<Estimate> each) {

    public Finding {
        each = List.copyOf(each);
    }

    /** Of one repeat. */
    public Finding(Objective objective, Estimate estimate, Verdict verdict, OptionalInt repeat) {
        this(objective, estimate, verdict, repeat, List.of());
    }

    /** Of the first repeat. */
    public Finding(Objective objective, Estimate estimate, Verdict verdict) {
        this(objective, estimate, verdict, OptionalInt.of(1));
    }

    /** The same of another repeat. */
    public Finding in(int other) {
        return new Finding(objective, estimate, verdict, OptionalInt.of(other));
    }

    /** The same over all repeats, of which each measured that. */
    public Finding overAll(List<Estimate> repeats) {
        return new Finding(objective, estimate, verdict, OptionalInt.empty(), repeats);
    }

    /**
     * Judges an estimate: PASS where the whole interval keeps the bound, FAIL where none of it does, INCONCLUSIVE where
     * it straddles the bound or nothing was measured.
     */
    public static Finding judge(Objective objective, Estimate estimate) {
        return new Finding(objective, estimate, verdict(objective, estimate));
    }

    private static Verdict verdict(Objective objective, Estimate estimate) {
        if (estimate.low().isEmpty() && estimate.high().isEmpty()) {
            return Verdict.INCONCLUSIVE;
        }
        double low = estimate.low().orElse(Double.NEGATIVE_INFINITY);
        double high = estimate.high().orElse(Double.POSITIVE_INFINITY);
        boolean lowHolds = objective.relation().holds(low, objective.bound());
        boolean highHolds = objective.relation().holds(high, objective.bound());
        if (lowHolds && highHolds) {
            return Verdict.PASS;
        }
        return lowHolds || highHolds || straddles(objective, low, high) ? Verdict.INCONCLUSIVE : Verdict.FAIL;
    }

    /** Only an equality can hold inside an interval and at neither of its ends. */
    private static boolean straddles(Objective objective, double low, double high) {
        return objective.relation() == Relation.EQUAL && low < objective.bound() && objective.bound() < high;
    }
}
