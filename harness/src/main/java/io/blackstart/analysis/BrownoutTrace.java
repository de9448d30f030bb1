package io.blackstart.analysis;

import io.blackstart.analysis.Explanation.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code brownout}: each degraded stretch with its edges, the outages in them, and what is left. */
final class BrownoutTrace implements Trace {

    /** Stretches of a kind that are shown; all are counted. */
    private static final int MOST = 10;

    private final Measurements measurements;
    private final Range watch;
    private final boolean censored;
    private final Instants instants;
    private final Lookup lookup;
    private final List<Stretch> degraded;
    private final List<Stretch> perhaps;
    private final List<Stretch> down;
    private final List<Trace> parts = new ArrayList<>();

    BrownoutTrace(Measurements measurements, Range watch, boolean censored, Instants instants, Lookup lookup) {
        this.measurements = measurements;
        this.watch = watch;
        this.censored = censored;
        this.instants = instants;
        this.lookup = lookup;
        this.degraded = show("degraded", measurements.criteria(), Degradation::degraded);
        this.perhaps = show("perhaps degraded", measurements.criteria(), Degradation::perhaps);
        this.down = show("outage", List.of(measurements.success()), Degradation::down);
    }

    private List<Stretch> show(String title, List<Degradation> criteria, Function<Degradation, List<Stretch>> which) {
        List<Stretch> all = new ArrayList<>();
        for (Degradation criterion : criteria) {
            for (Stretch stretch : measurements.within(which.apply(criterion), watch)) {
                all.add(stretch);
                if (all.size() <= MOST) {
                    StretchTrace trace = new StretchTrace(criterion, stretch, instants, lookup);
                    String name = title + " " + all.size();
                    parts.add(() -> List.of(trace.part(name + " of " + all.size(), List.of())));
                }
            }
        }
        return all;
    }

    @Override
    public List<Part> parts() {
        List<Part> all = new ArrayList<>(List.of(Part.of("the watch", List.of(instants.text(watch)))));
        parts.forEach(part -> all.addAll(part.parts()));
        all.add(
                parts.isEmpty()
                        ? Part.of("never below it by more than chance", List.of())
                        : Part.of("how it adds up", sums()));
        return all;
    }

    private List<String> sums() {
        Brownout brownout = new Brownout(watch);
        if (censored) {
            return List.of(sum("low", brownout.least(degraded, down)), "still so at the end of the watch: cut off");
        }
        return List.of(
                sum("low", brownout.least(degraded, down)),
                sum("high", brownout.most(degraded, perhaps, down)),
                sum("value", brownout.best(degraded, down)));
    }

    private static String sum(String name, Brownout.Sum sum) {
        return name + " = " + Instants.length(sum.all()) + " degraded − " + Instants.length(sum.outages())
                + " of outages in it = " + Instants.length(sum.length());
    }
}
