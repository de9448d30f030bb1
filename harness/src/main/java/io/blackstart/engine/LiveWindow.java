package io.blackstart.engine;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.util.Arrays;
import java.util.List;

/** The requests of a time, live: how many, the share of good ones, and how long they took. */
final class LiveWindow {

    private final double success;
    /** From intended start, in order; failures are infinite. */
    private final double[] latencies;

    private LiveWindow(double success, double[] latencies) {
        this.success = success;
        this.latencies = latencies;
    }

    static LiveWindow of(List<Sample> samples) {
        long good = samples.stream().filter(LiveWindow::ok).count();
        double[] latencies = samples.stream()
                .mapToDouble(sample -> ok(sample) ? sample.end() - sample.intended() : Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        return new LiveWindow(samples.isEmpty() ? 1 : (double) good / samples.size(), latencies);
    }

    static boolean ok(Sample sample) {
        return sample.outcome() == Outcome.OK;
    }

    long requests() {
        return latencies.length;
    }

    /** 1 of none. */
    double success() {
        return success;
    }

    /** Only those that were answered. */
    LiveWindow answered() {
        return new LiveWindow(
                1, Arrays.stream(latencies).filter(Double::isFinite).toArray());
    }

    /** The smallest that at least that percentage are at most; nanoseconds, 0 of none. */
    double percentile(double percentage) {
        return latencies.length == 0
                ? 0
                : latencies[(int) Math.max(0, Math.ceil(latencies.length * percentage / 100) - 1)];
    }
}
