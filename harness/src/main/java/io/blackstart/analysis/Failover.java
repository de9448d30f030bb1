package io.blackstart.analysis;

import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * From an instant to the first success after which success holds: {@code failover} from a fault's effect, {@code
 * recovered} from the last undo. Seconds.
 *
 * <p>Follows the chain of degraded stretches from there: one that begins before success has held for the hold time
 * belongs to it, and the next is sought from its end. The interval takes the origin's bracket and the last edge's.
 * Where nothing was degraded it is 0, and its upper end is the longest time between successes there, in which an
 * outage could hide. Source: {@link Degradation#degraded()}. Limits: an outage that begins later than the hold time
 * after the effect counts as downtime, not as failover.
 */
final class Failover {

    private final List<Stretch> degraded;
    private final long hold;
    private final long watchEnd;
    private final String method;

    Failover(List<Stretch> degraded, long hold, long watchEnd, String method) {
        this.degraded = degraded;
        this.hold = hold;
        this.watchEnd = watchEnd;
        this.method = method;
    }

    /**
     * The time from {@code origin}.
     *
     * @param until stretches that may have begun later belong to the next fault
     * @param hidden the longest time between successes after the origin
     */
    Estimate since(Bracket origin, long until, long hidden) {
        List<Stretch> chain = chain(origin, until);
        if (chain.isEmpty()) {
            return watchEnd - origin.to() < hold
                    ? Estimate.censored(0, method + "; the watch ended before success had held")
                    : Outages.none(hidden, method + "; never below it by more than chance");
        }
        return chain.get(chain.size() - 1).to().map(back -> until(origin, back)).orElseGet(() -> never(origin));
    }

    /** When success began to hold again after an origin; absent where it never broke, or never held. */
    Optional<Instant> back(Origin origin) {
        return chain(origin.at(), origin.until()).stream()
                .reduce((before, after) -> after)
                .flatMap(Stretch::to)
                .filter(to -> to.truth().from() + hold <= watchEnd);
    }

    /** The worst of several faults: one that was never over, else the longest, each end by itself. */
    static Estimate worst(List<Estimate> each) {
        Optional<Estimate> never = each.stream()
                .filter(Estimate::censored)
                .max(Comparator.comparingDouble(estimate -> estimate.low().orElse(0)));
        if (never.isPresent()) {
            return never.get();
        }
        Estimate longest = each.stream()
                .max(Comparator.comparingDouble(estimate -> estimate.value().orElse(0)))
                .orElseThrow();
        double low = each.stream()
                .mapToDouble(estimate -> estimate.low().orElse(0))
                .max()
                .orElse(0);
        String method = longest.method() + (each.size() > 1 ? "; the worst of " + each.size() + " faults" : "");
        double value = longest.value().orElse(0);
        return new Estimate(
                OptionalDouble.of(value), OptionalDouble.of(Math.min(low, value)), highest(each), false, method);
    }

    /** Open where one of them is. */
    private static OptionalDouble highest(List<Estimate> each) {
        return each.stream().anyMatch(estimate -> estimate.high().isEmpty())
                ? OptionalDouble.empty()
                : each.stream()
                        .mapToDouble(estimate -> estimate.high().getAsDouble())
                        .max();
    }

    /** The stretches from {@code origin} on, until success holds after the last of them. */
    List<Stretch> chain(Bracket origin, long until) {
        List<Stretch> chain = new ArrayList<>();
        long held = origin.to();
        for (Stretch stretch : degraded) {
            boolean over =
                    stretch.to().map(to -> to.truth().to() <= origin.from()).orElse(false);
            boolean another = stretch.from().truth().to() > until;
            if (!over && !another && stretch.from().value() < held + hold) {
                chain.add(stretch);
                held = stretch.endValue(watchEnd);
            }
        }
        return chain;
    }

    private Estimate until(Bracket origin, Instant back) {
        Elapsed elapsed = new Elapsed(origin, back.truth());
        double low = Seconds.of(elapsed.low());
        if (back.truth().from() + hold > watchEnd) {
            return Estimate.censored(low, method + "; the watch ended before success had held");
        }
        return Estimate.of(Seconds.of(elapsed.value(back.value())), low, Seconds.of(elapsed.high()), method);
    }

    private Estimate never(Bracket origin) {
        return Estimate.censored(
                Seconds.of(new Elapsed(origin, Bracket.at(watchEnd)).low()),
                method + "; not back at the end of the watch");
    }
}
