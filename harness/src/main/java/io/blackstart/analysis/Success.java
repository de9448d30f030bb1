package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import java.util.Locale;

/**
 * {@code success}, a ratio: requests that succeeded ÷ requests that were to arrive, by intended start, from the first
 * fault's beginning to the end of the watch (control: the whole load).
 *
 * <p>Source: every request of {@code samples.bin}. A census, so low = high. Requests in flight when the load was
 * stopped count as neither. Limits: arrivals that the plan has and nobody saw begin count as failed at the low end, and
 * as not asked for at the high end, because nothing says at which instant they were missing.
 */
final class Success {

    /** A request that was cut after so long a wait may as well have been lost: it is in doubt. */
    private static final long PATIENCE = 3 * Seconds.SECOND;

    private Success() {}

    static Estimate estimate(Tally tally, long missing) {
        if (tally.ended() == 0) {
            return Estimate.unmeasured("no request ended in that time");
        }
        double value = (double) tally.ok() / tally.ended();
        String method = String.format(
                Locale.ROOT, "%d ok of %d requests by intended start%s", tally.ok(), tally.ended(), cut(tally));
        if (tally.cut() > 0 && tally.cutWaited() > PATIENCE) {
            double all = tally.ended() + tally.cut() + missing;
            return Estimate.of(
                    value,
                    tally.ok() / all,
                    Math.max(value, (tally.ok() + tally.cut()) / all),
                    method + "; one of them had waited " + Seconds.text(tally.cutWaited()) + " by then");
        }
        if (missing == 0) {
            return Estimate.exactly(value, method);
        }
        double low = (double) tally.ok() / (tally.ended() + missing);
        return Estimate.of(value, low, value, method + "; " + missing + " planned arrivals were never seen");
    }

    private static String cut(Tally tally) {
        return tally.cut() == 0 ? "" : ", " + tally.cut() + " cut by the end of the load not counted";
    }
}
