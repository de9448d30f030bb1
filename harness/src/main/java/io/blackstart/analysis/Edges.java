package io.blackstart.analysis;

import io.blackstart.analysis.Stretch.Instant;
import io.blackstart.journal.Bracket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exact edges of one segment, from the requests around them.
 *
 * <p>Where every request of the segment was bad, its neighbours bound it strictly: it had begun by the time the first
 * bad one failed, and after the last good one was sent; it was not over when the last bad one was sent, and was when
 * the next good one was answered. Where only a share was bad, the edges are as far from certain as {@link Profile}
 * says.
 */
final class Edges {

    /** So many bad requests and no good one between: the segment is an outage for everybody. */
    static final int FEW = 5;

    /** Beyond it nothing is gained: nobody fails more often than always. */
    private static final double MOST = 0.97;

    /** Bounds the memory of an edge. */
    private static final double MOST_WANTED = 10_000;

    private final List<Evidence> begin = new ArrayList<>();
    private final List<Evidence> end = new ArrayList<>();
    private final Range beginRange;
    private final Range endRange;
    private final Segment segment;
    private final Slices slices;
    private final double background;
    private final long bads;
    private final double share;

    /**
     * The slices between the neighbouring segments.
     *
     * @param first at most the segment's first
     * @param last at least the segment's last
     */
    record Room(int first, int last) {}

    Edges(Slices slices, Segment segment, Room room, double background, long patience) {
        this.slices = slices;
        this.segment = segment;
        this.background = background;
        this.bads = segment.bads(slices);
        this.share = segment.share(slices);
        long before = slices.from(reach(segment.from(), -1, room.first)) - patience;
        long after = slices.from(reach(segment.to(), 1, room.last) + 1) + patience;
        beginRange = new Range(before, slices.from(reach(segment.from(), 1, segment.to()) + 1) + patience);
        endRange = new Range(slices.from(reach(segment.to(), -1, segment.from())) - patience, after);
    }

    /**
     * The share of bad requests that is surely inside: by Laplace's rule, less one standard deviation, because of few
     * requests it is itself in doubt, and the best segment is the one that looks worse than it was.
     */
    private double likely() {
        double all = bads / share + 2;
        double expected = (bads + 1) / all;
        double surely = expected - Math.sqrt(expected * (1 - expected) / all);
        return Math.max(Math.min(MOST, surely), 1.2 * background);
    }

    /** The slice that has requests enough between it and the edge for the edge to be found, as far as {@code bound}. */
    private int reach(int slice, int step, int bound) {
        double each = Math.log((1 - background) / (1 - likely()));
        long wanted = (long) Math.min(MOST_WANTED, 3 * Profile.DOUBT / each) + FEW;
        int at = slice;
        while (at != bound && wanted > 0) {
            at += step;
            wanted -= slices.begun(at);
        }
        return at;
    }

    /** Requests that were sent then may tell where the edges are. */
    List<Range> wanted() {
        return List.of(beginRange, endRange);
    }

    /** Beyond it no request is near its end. */
    long until() {
        return endRange.to();
    }

    /**
     * The first that was served after {@link #until}: whoever is served slowly proves by his answer that it was over, however
     * long it took.
     */
    void servedLate(Evidence evidence) {
        end.add(evidence);
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
        boolean everybody = bads >= FEW
                && !anyGoodBetween(first.get(), last.get())
                && !anyGoodTooLongToTell(first.get(), last.get());
        Instant from = everybody ? began(first.get()) : partlyBegan();
        Optional<Instant> to = everybody ? over(first.get(), last.get()) : partlyOver();
        return Optional.of(new Stretch(from, to.map(instant -> notBefore(from, instant)), share));
    }

    private static Instant notBefore(Instant from, Instant to) {
        long earliest = Math.max(to.truth().from(), from.truth().from());
        boolean asEarly = earliest == to.truth().from();
        return Instant.near(
                to.value(),
                new Bracket(earliest, Math.max(earliest, to.truth().to())),
                asEarly ? to.proof() : to.proof().since(from.proof()));
    }

    /** The bad one that proves first that it had begun. */
    private Optional<Evidence> firstBad() {
        long notBefore = slices.from(segment.from());
        return begin.stream()
                .filter(evidence -> !evidence.good() && evidence.earliest() >= notBefore)
                .min(Comparator.comparingLong(Evidence::latest));
    }

    private Optional<Evidence> lastBad() {
        long before = slices.from(segment.to() + 1);
        return end.stream()
                .filter(evidence -> !evidence.good() && evidence.earliest() < before)
                .max(Comparator.comparingLong(Evidence::earliest));
    }

    /** Whether anybody was served who was sent after it had begun and answered before it was over. */
    private boolean anyGoodBetween(Evidence first, Evidence last) {
        boolean atEdges = Stream.concat(begin.stream(), end.stream())
                .anyMatch(evidence -> evidence.good()
                        && evidence.earliest() >= first.latest()
                        && evidence.latest() <= last.earliest());
        return atEdges || goodInTheMiddle();
    }

    /**
     * Whether anybody was served who was sent in the midst of the bad ones and took longer than there is time between. His answer
     * cannot lie there even where only a share failed, so that there is none proves nothing. One that was slow may have waited
     * until it was over.
     */
    private boolean anyGoodTooLongToTell(Evidence first, Evidence last) {
        long between = last.earliest() - first.latest();
        return Stream.concat(begin.stream(), end.stream())
                .anyMatch(evidence -> evidence.good()
                        && !evidence.slow()
                        && evidence.earliest() > first.earliest()
                        && evidence.earliest() < last.earliest()
                        && evidence.latest() - evidence.earliest() > between);
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

    private Instant began(Evidence first) {
        long to = first.latest();
        Optional<Evidence> before = begin.stream()
                .filter(evidence -> evidence.good() && evidence.earliest() <= to)
                .max(Comparator.comparingLong(Evidence::earliest));
        long from = before.map(Evidence::earliest).orElse(Math.min(to, first()));
        long lastGood = before.map(evidence -> Math.min(to, evidence.end())).orElse(from);
        // A time-out tells when it was sent, not when it gave up.
        long firstBad = first.slow() ? first.earliest() : first.end();
        return Instant.near(
                (lastGood + Math.max(lastGood, firstBad)) / 2, new Bracket(from, to), new Proof(before, first, true));
    }

    /** Before it nobody was asked, or a neighbour ends. */
    private long first() {
        return Math.max(slices.from(0), beginRange.from());
    }

    /** Also past the segment, where a bad one was sent before the next good one was answered. */
    private Optional<Instant> over(Evidence first, Evidence last) {
        Evidence latest = last;
        Optional<Evidence> back = back(first, latest);
        for (Optional<Evidence> later = overlapping(latest, back);
                later.isPresent();
                later = overlapping(latest, back)) {
            latest = later.get();
            back = back(first, latest);
        }
        Evidence lastBad = latest;
        return back.map(good -> overBetween(lastBad, good));
    }

    private static Instant overBetween(Evidence lastBad, Evidence good) {
        long from = lastBad.earliest();
        long nextGood = good.slow() ? good.end() : good.earliest();
        return Instant.near(
                (from + Math.max(from, nextGood)) / 2,
                new Bracket(from, Math.max(from, good.latest())),
                new Proof(Optional.of(lastBad), good, true));
    }

    /** The next good one to be answered after the last bad one was sent. */
    private Optional<Evidence> back(Evidence first, Evidence last) {
        return end.stream()
                .filter(evidence -> evidence.good()
                        && evidence.latest() >= last.earliest()
                        && evidence.earliest() > Math.min(first.earliest(), last.earliest() - 1))
                .min(Comparator.comparingLong(Evidence::latest));
    }

    private Optional<Evidence> overlapping(Evidence last, Optional<Evidence> back) {
        long until = back.map(Evidence::latest).orElse(Long.MAX_VALUE);
        return end.stream()
                .filter(evidence -> !evidence.good() && evidence.earliest() > last.earliest())
                .filter(evidence -> evidence.earliest() < until)
                .min(Comparator.comparingLong(Evidence::earliest));
    }

    /** Backwards in time: the row leads out of the stretch through its beginning. */
    private Instant partlyBegan() {
        List<Evidence> row = begin.stream()
                .sorted(Comparator.comparingLong(Evidence::earliest).reversed())
                .toList();
        Profile profile = Profile.of(row, likely(), background);
        Evidence inside = row.get(profile.earliest());
        Optional<Evidence> outside =
                profile.latest() + 1 < row.size() ? Optional.of(row.get(profile.latest() + 1)) : Optional.empty();
        long to = inside.latest();
        long from = outside.map(Evidence::earliest).orElse(first());
        return Instant.near(
                row.get(profile.best()).earliest(),
                new Bracket(Math.min(from, to), to),
                new Proof(outside, inside, false));
    }

    private Optional<Instant> partlyOver() {
        List<Evidence> row = end.stream()
                .sorted(Comparator.comparingLong(Evidence::earliest))
                .toList();
        Profile profile = Profile.of(row, likely(), background);
        if (profile.latest() + 1 >= row.size() && endRange.to() >= slices.from(slices.count())) {
            return Optional.empty();
        }
        Evidence inside = row.get(profile.earliest());
        Evidence outside = row.get(Math.min(row.size() - 1, profile.latest() + 1));
        long from = inside.earliest();
        return Optional.of(Instant.near(
                row.get(profile.best()).earliest(),
                new Bracket(from, Math.max(from, outside.latest())),
                new Proof(Optional.of(inside), outside, false)));
    }
}
