package io.blackstart.analysis;

import io.blackstart.analysis.Windows.Window;
import io.blackstart.objective.Estimate;
import java.util.Optional;

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
        Optional<Window> least = Windows.ofArrivals(tally.slices(), window).worst();
        return new Windows(tally.slices(), window)
                .worst()
                .map(Window::success)
                .map(worst -> Estimate.of(
                        worst,
                        Math.min(worst, least.map(Window::success).orElse(worst)),
                        worst,
                        "lowest success in windows of " + width + ", at least " + Windows.ARRIVALS
                                + " arrivals, beginning every " + Seconds.text(Slices.WIDTH)))
                .orElseGet(
                        () -> Estimate.unmeasured("fewer than " + Windows.ARRIVALS + " requests: no window is full"));
    }
}
