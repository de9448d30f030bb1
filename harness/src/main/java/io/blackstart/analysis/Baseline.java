package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import org.HdrHistogram.Histogram;

/** How long requests take while nothing is broken: who waits longer than that is being held up. */
final class Baseline {

    /** Without a single undisturbed success to go by. */
    private static final long UNKNOWN = 100 * Seconds.MILLISECOND;

    static final double USUAL = 99.5;

    private final Range undisturbed;
    private final Histogram times = Tally.histogram();

    Baseline(Range undisturbed) {
        this.undisturbed = undisturbed;
    }

    /** From zero to the first fault; of a control run the steady state, else all of it. */
    static Range undisturbed(Course course) {
        long until = course.disturbances().stream()
                .flatMap(disturbance -> disturbance.injected().stream())
                .mapToLong(injected -> injected.asked())
                .findFirst()
                .orElse(course.steady().length() > 0 ? course.steady().to() : course.end());
        return new Range(course.zero(), Math.max(course.zero(), Math.min(until, course.end())));
    }

    void count(Sample sample) {
        if (sample.outcome() == Outcome.OK && undisturbed.contains(sample.start())) {
            times.recordValue(Math.min(times.getHighestTrackableValue(), sample.latestEnd() - sample.start()));
        }
    }

    Range undisturbed() {
        return undisturbed;
    }

    /** How long a request takes at most, but for one of two hundred; nanoseconds. */
    long patience() {
        return times.getTotalCount() == 0 ? UNKNOWN : times.getValueAtPercentile(USUAL);
    }
}
