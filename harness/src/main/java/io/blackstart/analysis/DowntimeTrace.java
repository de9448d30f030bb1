package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import java.util.ArrayList;
import java.util.List;

/** {@code downtime}: each outage with its edges, and their sum. */
final class DowntimeTrace implements Trace {

    /** Outages that are shown; all are summed. */
    private static final int MOST = 10;

    private final List<Stretch> down;
    private final List<StretchTrace> shown;
    private final Trace nothing;
    private final Range watch;
    private final Instants instants;

    DowntimeTrace(Measurements measurements, Range watch, Instants instants, Lookup lookup) {
        this.watch = watch;
        this.instants = instants;
        this.down = measurements.down(watch);
        Degradation success = measurements.success();
        this.shown = down.stream()
                .limit(MOST)
                .map(stretch -> new StretchTrace(success, stretch, instants, lookup))
                .toList();
        this.nothing = down.isEmpty() ? new GapTrace(success, watch, instants, lookup) : List::of;
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(Part.of("the watch", List.of(instants.text(watch)))));
        for (int i = 0; i < shown.size(); i++) {
            parts.add(shown.get(i).part("outage " + (i + 1) + " of " + down.size(), lasted(down.get(i))));
        }
        parts.addAll(nothing.parts());
        if (!down.isEmpty()) {
            parts.add(Part.of("how it adds up", sums()));
        }
        return parts;
    }

    private List<String> lasted(Stretch stretch) {
        return List.of("lasted " + Instants.length(Outages.seconds(stretch, watch)) + " within the watch, at least "
                + Instants.length(Outages.shortest(stretch, watch)) + ", at most "
                + Instants.length(Outages.most(stretch, watch)));
    }

    private List<String> sums() {
        String low = Arithmetic.sum("low", down, stretch -> Outages.shortest(stretch, watch));
        if (down.stream().anyMatch(Stretch::open)) {
            return List.of(low, "still down at the end of the watch: cut off");
        }
        return List.of(
                low,
                Arithmetic.sum("high", down, stretch -> Outages.most(stretch, watch)),
                Arithmetic.sum("value", down, stretch -> Outages.seconds(stretch, watch)));
    }
}
