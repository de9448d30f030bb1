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
        long low = without(cover(degraded, this::shortest), cover(down, this::longest));
        if (degraded.stream().anyMatch(Stretch::open) && down.stream().noneMatch(Stretch::open)) {
            return Estimate.censored(Seconds.of(low), method + "; still so at the end of the watch");
        }
        long value = without(cover(degraded, this::best), cover(down, this::best));
        List<Stretch> all = Stream.concat(degraded.stream(), perhaps.stream()).toList();
        long high = without(cover(all, this::longest), cover(down, this::shortest));
        return Estimate.of(
                Seconds.of(value), Seconds.of(Math.min(low, value)), Seconds.of(Math.max(high, value)), method);
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

    /** The length of the first without the second. */
    private static long without(List<Range> all, List<Range> less) {
        long length = all.stream().mapToLong(Range::length).sum();
        for (Range range : all) {
            for (Range other : less) {
                length -= Math.max(0, Math.min(range.to(), other.to()) - Math.max(range.from(), other.from()));
            }
        }
        return length;
    }
}
