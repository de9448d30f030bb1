package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code brownout}, seconds: the time from the first fault's beginning to the end of the watch in which windowed success
 * or latency was outside the steady state's objectives, outages apart.
 *
 * <p>Source: {@link Degradation#degraded()} for success and for each percentile of latency that the steady state bounds.
 * A percentile's bound is a share of requests that may be later than it, so it is found as failures are. Stretches that
 * overlap count once. Limits: as {@link Degradation}.
 */
final class Brownout {

    private final Range watch;

    Brownout(Range watch) {
        this.watch = watch;
    }

    /**
     * The figure.
     *
     * @param perhaps stretches that may have been degraded: they widen the interval
     */
    Estimate estimate(List<Stretch> degraded, List<Stretch> perhaps, List<Stretch> down, String method) {
        long low = least(degraded, down).length();
        if (degraded.stream().anyMatch(Stretch::open) && down.stream().noneMatch(Stretch::open)) {
            return Estimate.censored(Seconds.of(low), method + "; still so at the end of the watch");
        }
        long value = best(degraded, down).length();
        long high = most(degraded, perhaps, down).length();
        return Estimate.of(
                Seconds.of(value), Seconds.of(Math.min(low, value)), Seconds.of(Math.max(high, value)), method);
    }

    /**
     * A time in which it was degraded.
     *
     * @param all nanoseconds, outages included
     * @param outages nanoseconds of outages in it
     */
    record Sum(long all, long outages) {

        long length() {
            return all - outages;
        }
    }

    Sum least(List<Stretch> degraded, List<Stretch> down) {
        return sum(cover(degraded, this::shortest), cover(down, this::longest));
    }

    Sum best(List<Stretch> degraded, List<Stretch> down) {
        return sum(cover(degraded, this::best), cover(down, this::best));
    }

    Sum most(List<Stretch> degraded, List<Stretch> perhaps, List<Stretch> down) {
        List<Stretch> all = Stream.concat(degraded.stream(), perhaps.stream()).toList();
        return sum(cover(all, this::longest), cover(down, this::shortest));
    }

    private Range best(Stretch stretch) {
        return new Range(stretch.from().value(), stretch.endValue(watch.to()));
    }

    private Range shortest(Stretch stretch) {
        return new Range(
                stretch.from().truth().to(),
                stretch.to().map(to -> to.truth().from()).orElse(watch.to()));
    }

    private Range longest(Stretch stretch) {
        return new Range(
                stretch.from().truth().from(),
                stretch.to().map(to -> to.truth().to()).orElse(watch.to()));
    }

    /** Ranges within the watch, in order, without overlap. */
    private List<Range> cover(List<Stretch> stretches, Function<Stretch, Range> range) {
        List<Range> cover = new ArrayList<>();
        long covered = watch.from();
        List<Range> ordered = stretches.stream()
                .map(range)
                .sorted(Comparator.comparingLong(Range::from))
                .toList();
        for (Range next : ordered) {
            long to = Math.min(next.to(), watch.to());
            if (to > Math.max(covered, next.from())) {
                cover.add(new Range(Math.max(covered, next.from()), to));
                covered = to;
            }
        }
        return cover;
    }

    private static Sum sum(List<Range> all, List<Range> outages) {
        long length = all.stream().mapToLong(Range::length).sum();
        long both = 0;
        for (Range range : all) {
            for (Range other : outages) {
                both += Math.max(0, Math.min(range.to(), other.to()) - Math.max(range.from(), other.from()));
            }
        }
        return new Sum(length, both);
    }
}
