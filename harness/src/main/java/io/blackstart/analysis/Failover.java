package io.blackstart.analysis;

import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import io.blackstart.objective.Estimate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * From an instant to the first success after which success holds: {@code failover} from a fault's effect, {@code
 * recovered} from the last undo. Seconds.
 *
 * <p>Follows the chain of degraded stretches from there: one that begins before success has held for the hold time
 * belongs to it, and the next is sought from its end ({@link Chain}). The value takes the chain by best values, the low end
 * the last edge of what belongs to it surely, the high end the last edge of what may belong to it; so do stretches that are
 * too short to convince. Both take the origin's bracket. Where nothing was degraded it is 0, and its upper end is at least
 * the longest time between successes there, in which an outage could hide. Source: {@link Degradation#degraded()}. Limits:
 * an outage that begins later than the hold time after the effect counts as downtime, not as failover.
 */
final class Failover {

    private final List<Stretch> degraded;
    private final List<Stretch> doubtful;
    private final long hold;
    private final long watchEnd;
    private final String method;

    /**
     * Over a watch.
     *
     * @param doubtful stretches that may have been degraded, and convince nobody
     */
    Failover(List<Stretch> degraded, List<Stretch> doubtful, long hold, long watchEnd, String method) {
        this.degraded = degraded;
        this.doubtful = doubtful;
        this.hold = hold;
        this.watchEnd = watchEnd;
        this.method = method;
    }

    /**
     * The time from an origin.
     *
     * @param unserved the longest time between successes after the origin
     */
    Estimate since(Origin origin, long unserved) {
        Chain chain = chain(origin);
        if (chain.isEmpty()) {
            return watchEnd - origin.at().to() < hold
                    ? Estimate.censored(0, method + "; the watch ended before success had held")
                    : none(origin, unserved);
        }
        if (chain.open()) {
            return Estimate.censored(Seconds.of(low(origin)), method + "; not back at the end of the watch");
        }
        Instant back = chain.last().flatMap(Stretch::to).orElseThrow();
        if (back.truth().from() + hold > watchEnd) {
            return Estimate.censored(Seconds.of(low(origin)), method + "; the watch ended before success had held");
        }
        Elapsed elapsed = new Elapsed(origin.at(), back.truth());
        return estimate(elapsed.value(back.value()), low(origin), high(origin), method);
    }

    /** Nothing that convinces: what may have been, or what an unseen outage had room for. */
    private Estimate none(Origin origin, long unserved) {
        OptionalLong high = perhaps(origin).isEmpty() ? OptionalLong.of(0) : high(origin);
        OptionalLong most = high.isPresent() ? OptionalLong.of(Math.max(high.getAsLong(), unserved)) : high;
        return estimate(0, 0, most, method + "; never below it by more than chance");
    }

    private static Estimate estimate(long value, long low, OptionalLong high, String method) {
        return new Estimate(
                OptionalDouble.of(Seconds.of(value)),
                OptionalDouble.of(Seconds.of(Math.min(low, value))),
                high.isPresent()
                        ? OptionalDouble.of(Seconds.of(Math.max(value, high.getAsLong())))
                        : OptionalDouble.empty(),
                false,
                method);
    }

    private long low(Origin origin) {
        return surely(origin)
                .last()
                .map(last -> last.to().map(to -> to.truth().from()).orElse(watchEnd))
                .map(end -> new Elapsed(origin.at(), Bracket.at(end)).low())
                .orElse(0L);
    }

    /** Empty where it may not have been over, or success may not have held, when the watch ended. */
    private OptionalLong high(Origin origin) {
        Optional<Instant> back = perhaps(origin).last().flatMap(Stretch::to);
        return back.isEmpty() || back.get().truth().from() + hold > watchEnd
                ? OptionalLong.empty()
                : OptionalLong.of(new Elapsed(origin.at(), back.get().truth()).high());
    }

    /** When success began to hold again after an origin; absent where it never broke, or never held. */
    Optional<Instant> back(Origin origin) {
        return chain(origin).last().flatMap(Stretch::to).filter(to -> to.truth().from() + hold <= watchEnd);
    }

    /** The stretches from an origin on, until success holds after the last of them. */
    Chain chain(Origin origin) {
        return Chain.from(origin.at(), origin.until(), degraded, hold, Chain.Reading.PROBABLY);
    }

    /** Those that the low end stands on. */
    Chain surely(Origin origin) {
        return Chain.from(origin.at(), origin.until(), degraded, hold, Chain.Reading.SURELY);
    }

    /** Those that the high end stands on. */
    Chain perhaps(Origin origin) {
        List<Stretch> all = Stream.concat(degraded.stream(), doubtful.stream()).toList();
        return Chain.from(origin.at(), origin.until(), all, hold, Chain.Reading.PERHAPS);
    }

    /** The worst of several faults: at least the longest low end where one was never over, else the longest, each end by itself. */
    static Estimate worst(List<Estimate> each) {
        double low = each.stream()
                .mapToDouble(estimate -> estimate.low().orElse(0))
                .max()
                .orElse(0);
        Optional<Estimate> never = each.stream()
                .filter(Estimate::censored)
                .max(Comparator.comparingDouble(estimate -> estimate.low().orElse(0)));
        if (never.isPresent()) {
            return Estimate.censored(low, never.get().method() + worstOf(each));
        }
        Estimate longest = each.stream()
                .max(Comparator.comparingDouble(estimate -> estimate.value().orElse(0)))
                .orElseThrow();
        String method = longest.method() + worstOf(each);
        double value = longest.value().orElse(0);
        return new Estimate(
                OptionalDouble.of(value), OptionalDouble.of(Math.min(low, value)), highest(each), false, method);
    }

    private static String worstOf(List<Estimate> each) {
        return each.size() > 1 ? "; the worst of " + each.size() + " faults" : "";
    }

    /** Open where one of them is. */
    private static OptionalDouble highest(List<Estimate> each) {
        return each.stream().anyMatch(estimate -> estimate.high().isEmpty())
                ? OptionalDouble.empty()
                : each.stream()
                        .mapToDouble(estimate -> estimate.high().getAsDouble())
                        .max();
    }
}
