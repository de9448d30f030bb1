package io.blackstart.analysis.compare;

import io.blackstart.objective.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** Figures and values for tests. */
final class Made {

    static final FigureKey FAILOVER = seconds("failover");
    static final FigureKey SUCCESS = new FigureKey("success", Optional.empty(), Optional.empty(), Figure.Unit.RATIO);
    static final FigureKey LOST = new FigureKey("lostWrites", Optional.empty(), Optional.empty(), Figure.Unit.COUNT);
    static final Margin NONE = new Margin(0);

    private Made() {}

    static FigureKey seconds(String key) {
        return new FigureKey(key, Optional.empty(), Optional.empty(), Figure.Unit.SECONDS);
    }

    static List<Measure> exactly(double... values) {
        return Arrays.stream(values).mapToObj(Measure::exactly).toList();
    }

    /** Each value with so much to both sides. */
    static List<Measure> within(double half, double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> new Measure(value, value - half, value + half))
                .toList();
    }

    static List<Measure> drawn(int n, DoubleSupplier draw) {
        return DoubleStream.generate(draw).limit(n).mapToObj(Measure::exactly).toList();
    }

    static Pairing pairing(FigureKey key, List<Measure> before, List<Measure> now) {
        return new Pairing("sample", key, List.of(before), now, Optional.empty());
    }

    static Compared compared(FigureKey key, List<Measure> before, List<Measure> now) {
        return Comparison.of(List.of(pairing(key, before, now)), Margin.USUAL).get(0);
    }
}
