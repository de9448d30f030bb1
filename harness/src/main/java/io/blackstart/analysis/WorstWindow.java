package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import java.util.OptionalDouble;

/**
 * {@code worstWindow}, a ratio: the lowest success of any window of 1 s (or 50 arrivals, whichever is longer).
 *
 * <p>Source: every request, by intended start. A census for the built-in simulations. A user's own may skip requests after one
 * that failed, so the low end takes each failure for an arrival that failed. Limits: windows begin every 5 ms.
 */
final class WorstWindow {

    private WorstWindow() {}

    static Estimate estimate(Tally tally, long window) {
        String width = Seconds.text(window);
        OptionalDouble least = Windows.ofArrivals(tally.slices(), window).worst();
        return new Windows(tally.slices(), window)
                .worst().stream()
                        .mapToObj(worst -> Estimate.of(
                                worst,
                                Math.min(worst, least.orElse(worst)),
                                worst,
                                "lowest success in windows of " + width + ", at least " + Windows.ARRIVALS
                                        + " arrivals, beginning every " + Seconds.text(Slices.WIDTH)))
                        .findFirst()
                        .orElseGet(() ->
                                Estimate.unmeasured("fewer than " + Windows.ARRIVALS + " requests: no window is full"));
    }
}
