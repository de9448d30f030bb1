package io.blackstart.report;

import java.util.List;
import java.util.Locale;

/** The one line that tells how a run goes. */
public final class LiveLine {

    private LiveLine() {}

    /**
     * The line.
     *
     * @param seconds since the run began
     * @param rate requests that ended in the last second
     * @param success share of them that were answered
     * @param p95Seconds of the answered ones
     * @param faults that are there now
     */
    public static String text(
            String phase, long seconds, long rate, double success, double p95Seconds, List<String> faults) {
        String line = String.format(Locale.ROOT, "%-12s %4d s", phase, seconds);
        if (rate > 0) {
            line += String.format(
                    Locale.ROOT, "  %5d/s  %6.2f %% ok  p95 %4.0f ms", rate, success * 100, p95Seconds * 1_000);
        }
        return faults.isEmpty() ? line : line + "  " + String.join(", ", faults);
    }
}
