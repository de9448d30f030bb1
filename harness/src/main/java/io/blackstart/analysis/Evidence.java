package io.blackstart.analysis;

import io.blackstart.load.Sample;

/**
 * What one request proves. A good one: there was service at some instant from {@code earliest} to {@code latest}. A bad
 * one: there was none (or not as it should be) at some instant in that time.
 *
 * @param earliest no earlier than its start
 * @param latest no later than its end; of a bad one that was slow, no later than an answer would have taken
 * @param end when it was over
 * @param slow whether it took longer than requests do in the undisturbed system, as a time-out does
 * @param good whether it was served
 */
record Evidence(long earliest, long latest, long end, boolean slow, boolean good) {

    /** A slow one was served late: what it proves, it proves of the time before its answer. */
    static Evidence good(Sample sample, long patience) {
        long earliest = Math.max(sample.start(), sample.end() - patience);
        return new Evidence(earliest, sample.latestEnd(), sample.end(), slow(sample, patience), true);
    }

    static Evidence bad(Sample sample, long patience) {
        long latest = Math.min(sample.latestEnd(), sample.latestStart() + patience);
        return new Evidence(sample.start(), latest, sample.end(), slow(sample, patience), false);
    }

    /** Whether it took longer than requests do in the undisturbed system. */
    static boolean slow(Sample sample, long patience) {
        return sample.end() - sample.start() > patience;
    }
}
