package io.blackstart.analysis.validity;

import io.blackstart.objective.Figure.Unit;
import java.util.OptionalDouble;

/**
 * What a check asks, and how far it may go.
 *
 * @param key its name in {@code report.json}
 * @param unit of what is measured and of the threshold
 * @param threshold the most that is believed
 * @param effect of more than that
 * @param blame what is said then, before the evidence
 */
public record Rule(String key, Unit unit, double threshold, Effect effect, String blame) {

    /** What a check that does not hold does to the verdict. */
    public enum Effect {
        /** Nobody can believe the run: it is INCONCLUSIVE. */
        DOUBT,
        /**
         * What was missed may be its work and not the system's: a FAIL is INCONCLUSIVE. It makes nothing look better than it is, so
         * a PASS stands.
         */
        EXCUSE,
        /** It is said, and changes no verdict. */
        WARNING
    }

    /** Measured: it holds up to the threshold. */
    Checked measured(double value, String evidence) {
        boolean held = value <= threshold;
        return new Checked(this, OptionalDouble.of(value), held ? Checked.State.HELD : Checked.State.BROKEN, evidence);
    }

    /** Counted: it holds up to the threshold. */
    Checked counted(long value, String evidence) {
        return measured((double) value, evidence);
    }

    /** It does not hold, whatever there is to measure. */
    Checked broken(String evidence) {
        return new Checked(this, OptionalDouble.empty(), Checked.State.BROKEN, evidence);
    }

    /** Nothing was there to look at: nobody can say whether it holds. */
    Checked unknown(String why) {
        return new Checked(this, OptionalDouble.empty(), Checked.State.UNKNOWN, why);
    }
}
