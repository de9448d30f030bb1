package io.blackstart.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Service within a segment that was taken for one: the slices that contradict most that its share of requests failed all the
 * time. They are service where they do so with the odds that an outage has to convince with ({@link Segment#CONVINCING}),
 * and where no share of failures convinces there either: an outage of everybody that becomes one of
 * a third is one stretch.
 *
 * <p>Limit: between two outages of everybody it takes five served requests, or so, between two of a third nearly forty;
 * service for fewer is counted to the outage.
 */
final class Service {

    /** Nobody fails more often than always, and one lucky request must not be proof against it. */
    private static final double MOST = 0.95;

    private Service() {}

    /** The slices within the segment that were served; absent where none are. */
    static Optional<Segment> within(Slices slices, Segment segment, double background, BitSet stalled) {
        double share = Math.min(MOST, segment.share(slices));
        double forBad = Segment.forBad(share, background);
        double forGood = Segment.forGood(share, background);
        Segment least = least(slices, segment, forBad, forGood);
        return Stream.concat(Stream.of(least), besides(slices, least, background).stream())
                .map(candidate -> least(slices, candidate, forBad, forGood))
                .filter(candidate -> candidate.score() <= -Segment.CONVINCING)
                .filter(candidate -> !candidate.holdsAnyOf(stalled))
                .filter(candidate -> !Segment.failing(slices, candidate.from(), candidate.to(), background))
                .findFirst();
    }

    /** What is left and right of the worst of it: a third may have failed between two times of service. */
    private static List<Segment> besides(Slices slices, Segment least, double background) {
        Segment worst = Segment.best(slices, least.from(), least.to() + 1, background);
        List<Segment> besides = new ArrayList<>(2);
        if (worst.from() > least.from()) {
            besides.add(new Segment(least.from(), worst.from() - 1, 0));
        }
        if (worst.to() < least.to()) {
            besides.add(new Segment(worst.to() + 1, least.to(), 0));
        }
        return besides;
    }

    /** Kadane's maximum sum, of what speaks against the share. */
    private static Segment least(Slices slices, Segment segment, double forBad, double forGood) {
        Segment least = new Segment(segment.from(), segment.from(), 0);
        double sum = 0;
        int begin = segment.from();
        for (int slice = segment.from(); slice <= segment.to(); slice++) {
            if (sum >= 0) {
                sum = 0;
                begin = slice;
            }
            sum += slices.bad(slice) * forBad + slices.good(slice) * forGood;
            if (sum < least.score()) {
                least = new Segment(begin, slice, sum);
            }
        }
        return least;
    }
}
