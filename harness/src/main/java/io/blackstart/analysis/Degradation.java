package io.blackstart.analysis;

import io.blackstart.load.Outcome;
import io.blackstart.load.Sample;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * When was service not as it should be, by one criterion? In two passes over the requests: {@link #count} each,
 * {@link #locate}, then {@link #look} at each again, and {@link #conclude}.
 *
 * <h2>The theory</h2>
 *
 * Clients see a service only where they ask, so an outage is known by the requests around it. Three things make that
 * hard.
 *
 * <p><b>Not every failure is an outage.</b> An objective of 99 % allows one request of a hundred to fail. So a window
 * (1 s or 50 arrivals) must first be below the ratio, and then the failures must lie so close together that "a share
 * of all requests fails here" explains them far better than "the background does": a likelihood ratio of ten million
 * to one ({@link Segment}). Four failures in a row are an outage at 99 %, four spread over a second are not.
 *
 * <p><b>A window is wider than the outage in it.</b> It says <i>whether</i> service was degraded, never <i>when</i>:
 * the edges are those of the best segment inside it, and then those of single requests ({@link Edges}). An outage of
 * 0.4 s is 0.4 s long, although it spoils windows for 1.4 s.
 *
 * <p><b>A frozen service fails nothing.</b> It answers late, all at once. So times in which somebody waits and nobody
 * is served count as well ({@link Stalls}), and whoever had to wait for their end counts as not served.
 *
 * <p>Known limits: an outage shorter than the time between two requests is not seen; where every answer becomes later
 * by more than {@link Stalls#SHORTEST} at once, the time until the first late answer looks like a freeze of that
 * length, and for the clients it was one.
 */
final class Degradation {

    /** Odds that raise a doubt, and no more: what is found so is no outage, and may have been one. */
    static final double DOUBTFUL = 7;

    /** With more than three of four requests failing, service is down; with fewer, it is a brownout. */
    static final double DOWN = 0.75;

    /** Convincing enough that within a degraded segment there was an outage, not only a share failing. */
    private static final double MOSTLY = 8;

    private final Criterion criterion;
    private final Slices slices;
    private final Range range;
    private BitSet stalled = new BitSet();
    private final Map<Integer, Long> firstSuccess = new HashMap<>();
    private long stallLimit;
    private long patience;
    private List<Edges> degradedEdges = List.of();
    private List<Edges> downEdges = List.of();
    private List<Edges> perhapsEdges = List.of();
    private final Nearby nearby;
    private List<Stretch> degraded = List.of();
    private List<Stretch> down = List.of();
    private List<Stretch> perhaps = List.of();

    Degradation(Criterion criterion, Range range) {
        this.criterion = criterion;
        this.range = range;
        this.slices = new Slices(range);
        this.nearby = new Nearby(range);
    }

    /** First pass. */
    void count(Sample sample) {
        slices.add(sample, sample.start(), criterion.bad().test(sample));
    }

    /**
     * Between the passes.
     *
     * @param undisturbed when nothing was broken
     * @param window the success window's width, nanoseconds
     * @param usual how long requests take at most in the undisturbed system, nanoseconds
     */
    void locate(Range undisturbed, long window, long usual) {
        patience = usual;
        Stalls stalls = new Stalls(slices);
        stallLimit = stalls.limit(undisturbed);
        if (criterion.stalls()) {
            stalled = stalls.find(undisturbed);
            stalled.stream().forEach(slices::spoil);
        }
        BitSet marked = new Windows(slices, window).below(1 - criterion.background());
        marked.or(stalled);
        List<Segment> segments = Segment.find(slices, marked, criterion.background(), stalled);
        perhapsEdges = edges(Segment.find(slices, marked, background(), stalled, DOUBTFUL).stream()
                .filter(segment -> segment.score() < Segment.CONVINCING)
                .toList());
        degradedEdges = edges(segments);
        downEdges = edges(
                segments.stream().flatMap(segment -> mostly(segment).stream()).toList());
        Stream.of(degradedEdges, downEdges, perhapsEdges).flatMap(List::stream).forEach(nearby::add);
    }

    private double background() {
        return Math.max(criterion.background(), Segment.LEAST_BACKGROUND);
    }

    /** Each one's edges lie between its neighbours. */
    private List<Edges> edges(List<Segment> segments) {
        List<Edges> edges = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            int before = i == 0 ? 0 : segments.get(i - 1).to() + 1;
            int after = i + 1 == segments.size()
                    ? slices.count() - 1
                    : segments.get(i + 1).from() - 1;
            edges.add(new Edges(slices, segments.get(i), new Edges.Room(before, after), background(), patience));
        }
        return edges;
    }

    /** The parts of a segment in which most requests failed. */
    private List<Segment> mostly(Segment segment) {
        BitSet whole = new BitSet(slices.count());
        whole.set(segment.from(), segment.to() + 1);
        List<Segment> parts = Segment.find(slices, whole, DOWN, new BitSet(), MOSTLY);
        if (parts.isEmpty() && segment.share(slices) > DOWN) {
            return List.of(segment);
        }
        return parts;
    }

    /** Second pass. */
    void look(Sample sample) {
        if (!range.contains(sample.start())) {
            return;
        }
        if (Evidence.slow(sample, patience) || nearby.any(sample.start())) {
            successEnds(sample);
            evidence(sample).forEach(nearby::tell);
        }
    }

    /** After the second pass: what each edge was told is weighed, once. */
    void conclude() {
        degraded = stretches(degradedEdges);
        down = stretches(downEdges);
        perhaps = stretches(perhapsEdges);
    }

    /** Whether that is one of the things that the request proves. */
    boolean proves(Sample sample, Evidence proof) {
        return sample.end() == proof.end()
                && range.contains(sample.start())
                && evidence(sample).contains(proof);
    }

    /** What the request proves: one that was held up proves that there was no service first, and then that there was. */
    private List<Evidence> evidence(Sample sample) {
        List<Evidence> proofs = new ArrayList<>(2);
        boolean cut = sample.outcome() == Outcome.CUT;
        if (heldUp(sample) || (!cut && criterion.bad().test(sample))) {
            proofs.add(Evidence.bad(sample, patience));
        }
        if (!cut && !criterion.bad().test(sample)) {
            proofs.add(Evidence.good(sample, patience));
        }
        return proofs;
    }

    /** Whether it should have been answered within a stall and was not. */
    private boolean heldUp(Sample sample) {
        int stall = stalled.nextSetBit(slices.index(sample.start()));
        if (stall < 0 || !Evidence.slow(sample, patience)) {
            return false;
        }
        long over = over(stalled.nextClearBit(stall));
        boolean waited = sample.outcome() == Outcome.CUT || sample.end() >= over;
        return waited && sample.start() + patience <= over;
    }

    /** When a stall was over that the slice follows: with its first success, as far as that is known. */
    private long over(int slice) {
        return Math.min(range.to(), firstSuccess.getOrDefault(slice, slices.from(slice)));
    }

    /** Samples come in the order of their ends, so the first success after a stall is seen before those that waited with it. */
    private void successEnds(Sample sample) {
        int slice = slices.index(sample.end());
        if (sample.outcome() == Outcome.OK && slice > 0 && stalled.get(slice - 1) && !stalled.get(slice)) {
            firstSuccess.merge(slice, sample.end(), Math::min);
        }
    }

    /** The stretches in which service was below the criterion, in order. */
    List<Stretch> degraded() {
        return degraded;
    }

    /** Stretches that may have been degraded, and convince nobody. */
    List<Stretch> perhaps() {
        return perhaps;
    }

    /** The stretches in which more than {@link #DOWN} of all requests got no service: outages. */
    List<Stretch> down() {
        return down;
    }

    private static List<Stretch> stretches(List<Edges> edges) {
        return edges.stream().flatMap(edge -> edge.stretch().stream()).toList();
    }

    /** The longest time between successes that would not have counted, nanoseconds. */
    long stallLimit() {
        return stallLimit;
    }

    /** When it was over at the latest. */
    long latestEnd(Stretch stretch) {
        return stretch.to().map(to -> to.truth().to()).orElse(range.to());
    }

    /** The share of a range's requests that were not bad, degraded stretches apart; NaN of too few to fill a window. */
    double successApart(Range within) {
        BitSet apart = apart();
        long good = 0;
        long all = 0;
        for (int slice = Math.max(0, slices.index(within.from())); slice < slices.count(); slice++) {
            long from = slices.from(slice);
            if (from >= within.to()) {
                break;
            }
            if (!apart.get(slice)) {
                good += slices.good(slice);
                all += slices.begun(slice);
            }
        }
        return all < Windows.ARRIVALS ? Double.NaN : (double) good / all;
    }

    /** The slices that a degraded stretch may reach into. */
    private BitSet apart() {
        BitSet apart = new BitSet(slices.count());
        for (Stretch stretch : degraded) {
            int first = Math.max(0, slices.index(stretch.from().truth().from()));
            apart.set(first, Math.max(first, slices.index(latestEnd(stretch)) + 1));
        }
        return apart;
    }

    /** The longest time in a range in which nobody was served, and how far its ends are open; nanoseconds. */
    long unserved(Range within) {
        return longestUnserved(within).length() + patience + 2 * Slices.WIDTH;
    }

    /** The longest time in a range in which no slice saw a success. */
    Range longestUnserved(Range within) {
        return slices.longestUnserved(within);
    }

    /** How long requests take at most in the undisturbed system, nanoseconds. */
    long patience() {
        return patience;
    }

    /** What must hold. */
    String name() {
        return criterion.name();
    }
}
