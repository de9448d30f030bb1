package io.blackstart.analysis.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;

/**
 * What follows for one figure, and from what.
 *
 * @param span absent: nothing, and {@code rules} say why
 */
record Claim(Optional<Span> span, List<String> rules) {

    static Claim of(Span span, List<String> rules) {
        return new Claim(Optional.of(span), rules);
    }

    static Claim none(String why) {
        return new Claim(Optional.empty(), List.of(why));
    }

    /** One of both, nobody knows which. */
    Claim or(Claim other) {
        return both(other, Span::or);
    }

    /** The longer of both. */
    Claim worst(Claim other) {
        return both(other, Span::worst);
    }

    /** Where one of them is nothing, so is the whole: whatever it is may be the longest. */
    private Claim both(Claim other, BinaryOperator<Span> which) {
        if (span.isEmpty() != other.span.isEmpty()) {
            return span.isEmpty() ? this : other;
        }
        List<String> all = new ArrayList<>(rules);
        other.rules.stream().filter(rule -> !all.contains(rule)).forEach(all::add);
        return new Claim(span.flatMap(one -> other.span.map(two -> which.apply(one, two))), List.copyOf(all));
    }

    Prediction prediction(String figure) {
        if (span.isEmpty()) {
            return new Prediction(figure, OptionalDouble.empty(), OptionalDouble.empty(), rules);
        }
        List<String> all = new ArrayList<>(rules);
        all.add(Span.text(Span.ALLOWED)
                + " is allowed either way for connecting, refusing, waking up and the fault's act");
        Span loosened = span.get().loosened();
        return new Prediction(figure, loosened.lowSeconds(), loosened.highSeconds(), all);
    }
}
