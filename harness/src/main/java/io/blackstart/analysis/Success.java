package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import java.util.Locale;

/**
 * {@code success}, a ratio: requests that succeeded ÷ requests that were to arrive, by intended start, from the first
 * fault's beginning to the end of the watch (control: the whole load).
 *
 * <p>Source: every request of {@code samples.bin}. A census, so low = high; but for a user's own simulation, whose users may
 * leave after a failure: there the low end counts by arrivals. Requests in flight when the load was
 * stopped count as neither. Limits: arrivals that the plan has and nobody saw begin count as failed at the low end, and
 * as not asked for at the high end, because nothing says at which instant they were missing.
 */
final class Success {

    /** A request that was cut after so long a wait may as well have been lost: it is in doubt. */
    static final long PATIENCE = 3 * Seconds.SECOND;

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
            return byArrivals(tally, value, method);
        }
        double low = (double) tally.ok() / (tally.ended() + missing);
        return Estimate.of(value, low, value, method + "; " + missing + " planned arrivals were never seen");
    }

    /**
     * A user's own simulation may skip requests after one that failed, and nobody says which users did: at worst each failure
     * was another user's.
     */
    private static Estimate byArrivals(Tally tally, double value, String method) {
        long arrivals = tally.arrivals();
        if (arrivals == 0 || tally.failed() == 0) {
            return Estimate.exactly(value, method);
        }
        double low = 1 - (double) Math.min(tally.failed(), arrivals) / arrivals;
        return Estimate.of(
                value,
                Math.min(low, value),
                value,
                method + "; of " + arrivals + " users that arrived as many as failures may have failed");
    }

    private static String cut(Tally tally) {
        return tally.cut() == 0 ? "" : ", " + tally.cut() + " cut by the end of the load not counted";
    }
}
