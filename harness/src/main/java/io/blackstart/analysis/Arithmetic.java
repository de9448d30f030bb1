package io.blackstart.analysis;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Sums and differences as a trace shows them: with what goes in and what comes out. */
final class Arithmetic {

    /** More terms than that are only counted. */
    private static final int TERMS = 10;

    private Arithmetic() {}

    /** Both ends of an interval between two instants. */
    static List<String> ends(Elapsed elapsed, Instants instants) {
        return List.of(low(elapsed, instants), high(elapsed, instants));
    }

    /** The low end of an interval between two instants. */
    static String low(Elapsed elapsed, Instants instants) {
        return difference("low", elapsed.to().from(), elapsed.from().to(), elapsed.low(), instants);
    }

    /** The high end of an interval between two instants. */
    static String high(Elapsed elapsed, Instants instants) {
        return difference("high", elapsed.to().to(), elapsed.from().from(), elapsed.high(), instants);
    }

    /** The best value between two instants. */
    static String value(Elapsed elapsed, long best, Instants instants) {
        return difference("value", best, elapsed.middle(), elapsed.value(best), instants);
    }

    /** One instant less another; {@code result} is what is made of it. */
    static String difference(String name, long instant, long less, long result, Instants instants) {
        String made = result == instant - less ? "" : ", taken as " + Instants.length(result);
        return name + " = " + instants.text(instant) + " − " + instants.text(less) + " = "
                + Instants.length(instant - less) + made;
    }

    /** What each stretch comes to, and all of them. */
    static String sum(String name, List<Stretch> stretches, ToLongFunction<Stretch> length) {
        String terms = stretches.size() > TERMS
                ? "the sum of " + stretches.size()
                : stretches.stream()
                        .map(stretch -> Instants.length(length.applyAsLong(stretch)))
                        .collect(Collectors.joining(" + "));
        String sum = Instants.length(stretches.stream().mapToLong(length).sum());
        return name + " = " + (stretches.size() == 1 ? sum : terms + " = " + sum);
    }
}
