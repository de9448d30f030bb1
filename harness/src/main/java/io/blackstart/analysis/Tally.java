package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The requests of one name (or all) whose intended start lies in a range: counts, latencies, windows. One pass. */
final class Tally {

    private static final long HOUR = 3_600L * Seconds.SECOND;
    private static final int DIGITS = 3;

    private final Range range;
    private final Optional<String> request;
    private final Slices slices;
    private final Histogram latencies = histogram();
    private final Histogram failures = histogram();
    private long ok;
    private long failed;
    private long cut;
    private long inexact;
    private long cutWaited;
    private long arrivals;

    Tally(Range range, Optional<String> request) {
        this.range = range;
        this.request = request;
        this.slices = new Slices(range);
    }

    /** A histogram of nanoseconds: from a microsecond to an hour, to three digits. */
    static Histogram histogram() {
        return new Histogram(1_000, HOUR, DIGITS);
    }

    void count(Sample sample) {
        if (!holds(sample)) {
            return;
        }
        inexact += sample.exact() ? 0 : 1;
        slices.begin(sample, sample.intended(), sample.outcome() != Outcome.OK);
        switch (sample.outcome()) {
            case OK -> ok(sample);
            case FAILED -> failed(sample);
            case CUT -> cut(sample);
        }
    }

    /** Whether it is one of its requests. */
    boolean holds(Sample sample) {
        return range.contains(sample.intended()) && matches(sample);
    }

    /** A user that nobody planned began; told of where all requests count. */
    void arrival(long at) {
        if (request.isEmpty() && range.contains(at)) {
            arrivals++;
            slices.arrival(at);
        }
    }

    /** Users that began and that nobody planned. */
    long arrivals() {
        return arrivals;
    }

    private boolean matches(Sample sample) {
        return request.isEmpty() || request.get().equals(sample.request());
    }

    private void ok(Sample sample) {
        ok++;
        latencies.recordValue(elapsed(sample));
    }

    private void failed(Sample sample) {
        failed++;
        failures.recordValue(elapsed(sample));
    }

    private void cut(Sample sample) {
        cut++;
        cutWaited = Math.max(cutWaited, elapsed(sample));
    }

    /** From the intended start to the end, nanoseconds. */
    static long elapsed(Sample sample) {
        return Math.max(0, Math.min(HOUR, sample.end() - sample.intended()));
    }

    Range range() {
        return range;
    }

    Slices slices() {
        return slices;
    }

    /** From intended start to the answer, of those that succeeded. */
    Histogram latencies() {
        return latencies;
    }

    /** From intended start to whatever end, of all but those that were cut. */
    Histogram answers() {
        Histogram answers = latencies.copy();
        answers.add(failures);
        return answers;
    }

    long ok() {
        return ok;
    }

    long failed() {
        return failed;
    }

    long cut() {
        return cut;
    }

    /** Requests that came to something. */
    long ended() {
        return ok + failed;
    }

    /** How long the longest of those that were cut had waited by then. */
    long cutWaited() {
        return cutWaited;
    }

    /** By how much an instant may be wrong: generators that give milliseconds floor them. */
    long blur() {
        return inexact > 0 ? Seconds.MILLISECOND : 0;
    }
}
