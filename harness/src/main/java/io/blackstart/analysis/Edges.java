package io.blackstart.analysis;

import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The exact edges of one segment, from the requests around them.
 *
 * <p>The first bad request proves that the stretch had begun by the time it failed; the last that it was not over when
 * that one was sent. Where every request of the segment was bad, the neighbouring good ones bound the rest: it began
 * after the last good one was sent, and was over when the next good one was answered. Where only a share was bad, a
 * good request next to the edge proves nothing (it may have gone to a healthy node), so the bracket reaches over as
 * many good ones as would all be good by chance with a probability of {@link #DOUBT}.
 */
final class Edges {

    private static final double DOUBT = 0.005;

    /** So many bad requests and no good one between: the segment is an outage for everybody. */
    private static final int FEW = 5;

    private final List<Evidence> begin = new ArrayList<>();
    private final List<Evidence> end = new ArrayList<>();
    private final Range beginRange;
    private final Range endRange;
    private final Segment segment;
    private final Slices slices;
    private final double share;

    Edges(Slices slices, Segment segment, long patience) {
        this.slices = slices;
        this.segment = segment;
        this.share = segment.share(slices);
        long before = slices.from(reach(segment.from(), -1)) - patience;
        long after = slices.from(reach(segment.to(), 1) + 1) + patience;
        long width = Math.max(slices.from(segment.from()) - before, after - slices.from(segment.to()));
        beginRange = new Range(before, slices.from(segment.from()) + width);
        endRange = new Range(slices.from(segment.to()) - width, after);
    }

    /** The slice until which there are good ones enough for the bracket, and one window's worth to be sure. */
    private int reach(int slice, int step) {
        long wanted = skipped() + 2L;
        int at = slice;
        while (at + step >= 0 && at + step < slices.count() && wanted > 0) {
            at += step;
            wanted -= slices.good(at);
        }
        return at;
    }

    /** How many good requests next to an edge may have been inside. */
    private int skipped() {
        if (share >= 1) {
            return FEW;
        }
        return share <= 0 ? 0 : (int) Math.min(2_000, Math.ceil(Math.log(DOUBT) / Math.log1p(-share)));
    }

    boolean wants(long instant) {
        return beginRange.contains(instant) || endRange.contains(instant);
    }

    void add(Evidence evidence) {
        if (beginRange.contains(evidence.earliest())) {
            begin.add(evidence);
        }
        if (endRange.contains(evidence.earliest())) {
            end.add(evidence);
        }
    }

    /** The stretch; absent where no single request proves it. */
    Optional<Stretch> stretch() {
        Optional<Evidence> first = firstBad();
        Optional<Evidence> last = lastBad();
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        int doubtful = doubtful(first.get(), last.get());
        Instant from = began(first.get(), doubtful);
        return Optional.of(new Stretch(from, over(first.get(), last.get(), doubtful, from), share));
    }

    /** The bad one that proves first that it had begun. */
    private Optional<Evidence> firstBad() {
        long notBefore = slices.from(segment.from());
        return begin.stream()
                .filter(evidence -> !evidence.good() && evidence.earliest() >= notBefore)
                .min(Comparator.comparingLong(Evidence::latest));
    }

    /** The bad one that was sent last, also past the segment where it was sent before the next good one ended. */
    private Optional<Evidence> lastBad() {
        long before = slices.from(segment.to() + 1);
        return end.stream()
                .filter(evidence -> !evidence.good() && evidence.earliest() < before)
                .max(Comparator.comparingLong(Evidence::earliest));
    }

    /** How many good requests next to the edges prove nothing; none where everybody was without service. */
    private int doubtful(Evidence first, Evidence last) {
        int bads = 0;
        for (int slice = segment.from(); slice <= segment.to(); slice++) {
            bads += slices.bad(slice);
        }
        if (bads >= FEW && !anyGoodBetween(first, last)) {
            return 0;
        }
        // Of few requests the share is itself in doubt: Laplace's rule of succession.
        double likely = Math.min(share, (bads + 1.0) / (bads / Math.max(share, 1e-9) + 2));
        return (int) Math.min(2_000, Math.floor(Math.log(DOUBT) / Math.log1p(-likely)));
    }

    private boolean anyGoodBetween(Evidence first, Evidence last) {
        boolean atEdges = java.util.stream.Stream.concat(begin.stream(), end.stream())
                .anyMatch(evidence -> evidence.good()
                        && evidence.earliest() >= first.latest()
                        && evidence.latest() <= last.earliest());
        return atEdges || goodInTheMiddle();
    }

    private boolean goodInTheMiddle() {
        int to = Math.min(segment.to(), slices.index(endRange.from()));
        for (int slice = slices.index(beginRange.to()) + 1; slice < to; slice++) {
            if (slices.good(slice) > 0) {
                return true;
            }
        }
        return false;
    }

    private Instant began(Evidence first, int doubtful) {
        List<Evidence> before = begin.stream()
                .filter(evidence -> evidence.good() && evidence.earliest() <= first.latest())
                .sorted(Comparator.comparingLong(Evidence::earliest).reversed())
                .limit(doubtful + 1L)
                .toList();
        long to = first.latest();
        long from = before.isEmpty()
                ? Math.min(to, slices.from(0))
                : before.get(before.size() - 1).earliest();
        long lastGood = before.isEmpty() ? from : Math.min(to, before.get(0).end());
        long firstBad = first.slow() ? first.earliest() : first.end();
        return Instant.near((lastGood + Math.max(lastGood, firstBad)) / 2, new Bracket(from, to));
    }

    private Optional<Instant> over(Evidence first, Evidence last, int doubtful, Instant began) {
        Evidence latest = last;
        List<Evidence> after = after(first, latest, doubtful);
        for (Optional<Evidence> later = overlapping(latest, after);
                later.isPresent();
                later = overlapping(latest, after)) {
            latest = later.get();
            after = after(first, latest, doubtful);
        }
        if (after.size() <= doubtful) {
            return Optional.empty();
        }
        long from = Math.max(latest.earliest(), began.truth().from());
        long to = Math.max(from, after.get(after.size() - 1).latest());
        long nextGood = after.get(0).slow() ? after.get(0).end() : after.get(0).earliest();
        return Optional.of(Instant.near((from + Math.max(from, nextGood)) / 2, new Bracket(from, to)));
    }

    /** The next good ones to be answered after the last bad one was sent. */
    private List<Evidence> after(Evidence first, Evidence last, int doubtful) {
        return end.stream()
                .filter(evidence -> evidence.good()
                        && evidence.latest() >= last.earliest()
                        && evidence.earliest() > Math.min(first.earliest(), last.earliest() - 1))
                .sorted(Comparator.comparingLong(Evidence::latest))
                .limit(doubtful + 1L)
                .toList();
    }

    /** A bad one that was sent before service is supposed to have been back. */
    private Optional<Evidence> overlapping(Evidence last, List<Evidence> after) {
        long back = after.isEmpty() ? Long.MAX_VALUE : after.get(0).latest();
        return end.stream()
                .filter(evidence -> !evidence.good() && evidence.earliest() > last.earliest())
                .filter(evidence -> evidence.earliest() < back)
                .min(Comparator.comparingLong(Evidence::earliest));
    }
}
