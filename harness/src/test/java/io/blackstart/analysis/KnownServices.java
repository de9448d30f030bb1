package io.blackstart.analysis;

import io.blackstart.analysis.KnownService.Down;
import io.blackstart.analysis.KnownService.Kind;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Services to be asked. They are down long enough that requests enough meet it, and are back long enough between that
 * requests enough are served: fewer convince nobody, and are a known limit.
 */
final class KnownServices {

    private static final int STEPS = 1_000_000;

    private KnownServices() {}

    /** Of any kind. */
    static Arbitrary<KnownService> any() {
        return of(Kind.values());
    }

    /** Down in one of these ways, one to four times. */
    static Arbitrary<KnownService> of(Kind... kinds) {
        return rates().flatMap(rate -> at(rate, downs(rate, kinds)));
    }

    /** A tenth of them below a hundred a second. */
    private static Arbitrary<Double> rates() {
        return uniform(Math.log10(20), Math.log10(1_000)).map(exponent -> Math.pow(10, exponent));
    }

    private static Arbitrary<KnownService> at(double rate, Arbitrary<List<Down>> downs) {
        Arbitrary<double[]> times = Combinators.combine(
                        uniform(0.002, 0.02), uniform(0, 0.006), uniform(0, 0.02), uniform(0, 0.02), uniform(6, 8))
                .as((service, background, early, late, calm) -> new double[] {service, background, early, late, calm});
        return Combinators.combine(
                        times, Arbitraries.of(true, false), Arbitraries.of(true, false), often(), downs, seeds())
                .as((numbers, irregular, failing, exact, some, seed) -> new KnownService(
                        rate,
                        irregular,
                        numbers[0],
                        failing ? numbers[1] : 0,
                        exact,
                        numbers[2],
                        numbers[3],
                        some,
                        numbers[4],
                        seed));
    }

    private static Arbitrary<Long> seeds() {
        return Arbitraries.longs().between(0, 1_000_000).withDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Boolean> often() {
        return Arbitraries.of(true, true, true, false);
    }

    private static Arbitrary<List<Down>> downs(double rate, Kind... kinds) {
        return Arbitraries.of(kinds)
                .flatMap(kind -> down(rate, kind))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(KnownServices::firstSoon);
    }

    /** The first one follows the fault at once, or soon. */
    private static List<Down> firstSoon(List<Down> downs) {
        Down first = downs.get(0);
        Down sooner = new Down(first.kind(), first.after() % 1.5, first.length(), first.share());
        return Stream.concat(Stream.of(sooner), downs.stream().skip(1)).toList();
    }

    private static Arbitrary<Down> down(double rate, Kind kind) {
        Arbitrary<Double> shares = kind.partly() ? Arbitraries.of(0.25, 1.0 / 3, 0.5) : Arbitraries.just(1.0);
        double least = Math.max(kind == Kind.HANGS ? 0.5 : 0.1, (kind.partly() ? 80 : 10) / rate);
        double pause = Math.max(0.1, 60 / rate);
        return Combinators.combine(uniform(pause, 8), uniform(Math.log10(least), 1), shares)
                .as((after, length, share) -> new Down(kind, after, Math.pow(10, length), share));
    }

    private static Arbitrary<Double> uniform(double from, double to) {
        return Arbitraries.integers()
                .between(0, STEPS)
                .withDistribution(RandomDistribution.uniform())
                .map(step -> from + (to - from) * step / STEPS);
    }
}
