package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.util.ArrayList;
import java.util.List;

/** The run in at most {@link #MOST} equal slices, for drawing: the success of the requests that ended in each. */
final class Timelines {

    static final int MOST = 60;

    private final Range load;
    private final long width;
    private final long[] ok;
    private final long[] ended;

    Timelines(Range load) {
        this.load = load;
        this.width = Math.max(1, (load.length() + MOST - 1) / MOST);
        int count = Math.toIntExact((load.length() + width - 1) / width);
        this.ok = new long[count];
        this.ended = new long[count];
    }

    void count(Sample sample) {
        if (sample.outcome() == Outcome.CUT || !load.contains(sample.end())) {
            return;
        }
        int slice = (int) ((sample.end() - load.from()) / width);
        ended[slice]++;
        ok[slice] += sample.outcome() == Outcome.OK ? 1 : 0;
    }

    Judgement.Timeline timeline(Course course) {
        List<Double> success = new ArrayList<>();
        for (int slice = 0; slice < ok.length; slice++) {
            success.add(ended[slice] == 0 ? Double.NaN : (double) ok[slice] / ended[slice]);
        }
        return new Judgement.Timeline(
                Seconds.of(load.from() - course.zero()), Seconds.of(width), List.copyOf(success), faults(course));
    }

    private static List<Judgement.Span> faults(Course course) {
        return course.disturbances().stream()
                .filter(disturbance -> disturbance.injected().isPresent())
                .map(disturbance -> span(disturbance, course))
                .toList();
    }

    /** From when it may have been there to when it was surely gone; to the end of the watch where it was never undone. */
    private static Judgement.Span span(Disturbance disturbance, Course course) {
        long from = disturbance.injected().orElseThrow().effective().from();
        long to = disturbance.undone().map(undone -> undone.undone().to()).orElse(course.end());
        return new Judgement.Span(Seconds.of(from - course.zero()), Seconds.of(to - course.zero()));
    }
}
