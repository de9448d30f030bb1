package io.blackstart.analysis;

import io.blackstart.objective.Estimate;
import java.util.Locale;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * {@code p50} … {@code p99.9}, {@code max}: the time from a request's intended start until it succeeded, such that this
 * share of all requests took no longer. A request that failed never succeeded: its time is infinite, and so is a
 * percentile that falls among the failures. {@code answer.p50} … {@code answer.max}: the time to whatever came, failures
 * by their own duration: how fast it fails. Seconds, from the first fault's beginning to the end of the watch.
 *
 * <p>Source: every request, in an HdrHistogram of three digits; its resolution is the interval, a millisecond more
 * where the generator gives milliseconds. Limits: requests in flight when the load was stopped are left out, but where
 * one of them had already waited longer than the figure, their share is added above it, and widens the interval.
 */
final class Percentile {

    private static final String ANSWER = "answer.";

    private Percentile() {}

    /** Whether that is a percentile's key. */
    static boolean isKey(String key) {
        String name = name(key);
        return name.equals("max") || name.matches("p[0-9.]+");
    }

    /** The share that a key means: 0.99 for {@code p99}, 1 for {@code max}. */
    static double share(String key) {
        String name = name(key);
        return name.equals("max") ? 1 : Double.parseDouble(name.substring(1)) / 100;
    }

    private static String name(String key) {
        return isAnswer(key) ? key.substring(ANSWER.length()) : key;
    }

    static Estimate estimate(String key, Tally tally) {
        if (tally.ended() == 0) {
            return Estimate.unmeasured("no request ended in that time");
        }
        long infinite = isAnswer(key) ? 0 : tally.failed();
        Place place = place(key, tally);
        return place.infinite()
                ? beyond(infinite, tally.ended())
                : within(place.times, place.rank, share(key), tally, method(place.times, infinite));
    }

    /**
     * Where a percentile falls.
     *
     * @param times of the requests that count with a time of their own
     * @param rank from 1, by time, of all that ended
     */
    record Place(Histogram times, long rank) {

        /** Whether it falls behind all that have a time. */
        boolean infinite() {
            return rank > times.getTotalCount();
        }

        /** The time of the rank, to the histogram's resolution; nanoseconds. */
        long value() {
            return valueAt(times, rank);
        }
    }

    /** Where the percentile of that key falls; of a tally in which something ended. */
    static Place place(String key, Tally tally) {
        return new Place(isAnswer(key) ? tally.answers() : tally.latencies(), rank(share(key), tally.ended()));
    }

    /** Whether failures count by their own duration. */
    static boolean isAnswer(String key) {
        return key.startsWith(ANSWER);
    }

    private static long rank(double share, long all) {
        // Without the margin 0.99 × 100 would be the 100th, by the last bit.
        return Math.max(1, (long) Math.ceil(share * all - 1e-9 * all));
    }

    /** The low end is infinite too: whoever judges the figure against a bound shall see a miss. */
    private static Estimate beyond(long failed, long all) {
        String method = String.format(
                Locale.ROOT, "falls among the %d of %d requests that failed, which count as infinite", failed, all);
        return new Estimate(
                OptionalDouble.empty(),
                OptionalDouble.of(Double.POSITIVE_INFINITY),
                OptionalDouble.empty(),
                false,
                method);
    }

    private static Estimate within(Histogram times, long rank, double share, Tally tally, String method) {
        long value = valueAt(times, rank);
        double low = Seconds.of(Math.max(0, times.lowestEquivalentValue(value) - tally.blur()));
        if (tally.cut() == 0 || tally.cutWaited() <= value) {
            return Estimate.of(Seconds.of(value), low, high(times, value, tally), method);
        }
        String widened = method + "; " + tally.cut() + " were cut and may have taken longer";
        long highest = rank(share, tally.ended() + tally.cut());
        OptionalDouble high = highest > times.getTotalCount()
                ? OptionalDouble.empty()
                : OptionalDouble.of(high(times, valueAt(times, highest), tally));
        return new Estimate(OptionalDouble.of(Seconds.of(value)), OptionalDouble.of(low), high, false, widened);
    }

    private static double high(Histogram times, long value, Tally tally) {
        return Seconds.of(times.highestEquivalentValue(value) + tally.blur());
    }

    private static long valueAt(Histogram times, long rank) {
        long seen = 0;
        for (var step : times.recordedValues()) {
            seen += step.getCountAtValueIteratedTo();
            if (seen >= rank) {
                return times.medianEquivalentValue(step.getValueIteratedTo());
            }
        }
        return times.getMaxValue();
    }

    private static String method(Histogram times, long infinite) {
        String failures = infinite == 0 ? "" : ", " + infinite + " failures as infinite";
        return "histogram of " + times.getTotalCount() + " requests from intended start" + failures;
    }
}
