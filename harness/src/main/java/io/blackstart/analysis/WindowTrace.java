package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import io.blackstart.load.Outcome;
import java.util.ArrayList;
import java.util.List;

/** {@code worstWindow}: which window it is, and the failures in it. */
final class WindowTrace implements Trace {

    private static final int MOST = 10;

    private final List<Trace> windows = new ArrayList<>();

    WindowTrace(Tally tally, long window, Instants instants, Lookup lookup) {
        new Windows(tally.slices(), window)
                .worst()
                .ifPresent(worst -> windows.add(trace("requests", worst, tally, instants, lookup)));
        Windows.ofArrivals(tally.slices(), window)
                .worst()
                .ifPresent(worst -> windows.add(trace("users that arrived", worst, tally, instants, lookup)));
    }

    private static Trace trace(String what, Windows.Window window, Tally tally, Instants instants, Lookup lookup) {
        Lookup.Wanted failed = lookup.first(
                MOST,
                sample -> sample.outcome() == Outcome.FAILED
                        && tally.holds(sample)
                        && window.range().contains(sample.intended()));
        String line =
                "from " + instants.text(window.range()) + ": " + window.good() + " / " + window.all() + " " + what;
        return () -> List.of(
                Part.of("the worst window by " + what, List.of(line)),
                SuccessTrace.failures("the first failures in it", failed, instants));
    }

    @Override
    public List<Part> parts() {
        return windows.stream().flatMap(window -> window.parts().stream()).toList();
    }
}
